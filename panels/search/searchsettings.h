// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/search/searchquery.h"

namespace looptide::models {

// The options of the last search, without its text.
SearchQuery loadSearchOptions();
void saveSearchOptions(const SearchQuery &query);

} // namespace looptide::models
