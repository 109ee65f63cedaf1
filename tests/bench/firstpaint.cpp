// SPDX-FileCopyrightText: 2026 The Looptide authors
// SPDX-License-Identifier: GPL-3.0-or-later

// firstpaint CMD...: starts CMD on the current X display and measures, from just before it is
// executed, the time until a top-level window is mapped and until text stands in its middle, and
// how much memory CMD and its children hold 3 s later. Prints one JSON object and ends CMD.
//
// It sees only what the X server shows, so every program is measured in the same way. Looking costs
// the server a copy of a few thousand pixels every few milliseconds.

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto lookInterval = 4ms;
constexpr auto patience = 60s;
constexpr auto settleTime = 3s;
constexpr int smallestWindow = 300; // smaller ones are tips, splash screens and helpers

struct Area
{
    int x, y, width, height;
};

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

bool isMainWindow(Display *display, Window window, XWindowAttributes *attributes)
{
    return XGetWindowAttributes(display, window, attributes) && attributes->map_state == IsViewable
        && !attributes->override_redirect && attributes->c_class == InputOutput
        && attributes->width >= smallestWindow && attributes->height >= smallestWindow;
}

bool findMainWindow(Display *display, Area *middle)
{
    Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    if (!XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count))
        return false;
    const std::unique_ptr<Window, decltype(&XFree)> owner(children, &XFree);
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes found = {};
        if (!isMainWindow(display, children[i], &found))
            continue;
        // On the screen, right of a side panel, above an output panel.
        *middle = { found.x + found.width * 30 / 100, found.y + found.height * 20 / 100,
                    found.width * 30 / 100, found.height * 25 / 100 };
        return true;
    }
    return false;
}

// Text makes most rows of pixels uneven; an empty editor with its frame, or a caret, does not.
bool showsText(Display *display, const Area &area)
{
    XImage *image = XGetImage(display, DefaultRootWindow(display), area.x, area.y,
                              unsigned(area.width), unsigned(area.height), AllPlanes, ZPixmap);
    if (!image)
        return false;
    int unevenRows = 0;
    for (int y = 0; y < image->height; ++y) {
        const unsigned long first = XGetPixel(image, 0, y);
        int changes = 0;
        for (int x = 1; x < image->width; ++x)
            changes += XGetPixel(image, x, y) != first;
        unevenRows += changes > image->width / 20;
    }
    const bool result = unevenRows > image->height / 3;
    XDestroyImage(image);
    return result;
}

pid_t parentOf(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(file, text);
    const auto nameEnd = text.rfind(')'); // the name itself may hold anything
    return nameEnd == std::string::npos ? 0 : pid_t(std::atoi(text.c_str() + nameEnd + 4));
}

long residentKilobytes(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmRSS:"))
            return std::atol(line.c_str() + 6);
    }
    return 0;
}

long residentKilobytesOfTree(pid_t root)
{
    long sum = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
        const pid_t process = std::atoi(entry.path().filename().c_str());
        for (pid_t ancestor = process; ancestor > 1; ancestor = parentOf(ancestor)) {
            if (ancestor == root) {
                sum += residentKilobytes(process);
                break;
            }
        }
    }
    return sum;
}

// The programs are not asked to save anything: their group is ended as a whole.
void endGroup(pid_t child)
{
    kill(-child, SIGKILL);
    waitpid(child, nullptr, 0);
}

} // namespace

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(nullptr);
    if (!display || argc < 2) {
        std::fprintf(stderr, "usage: firstpaint CMD..., with DISPLAY set\n");
        return 2;
    }
    // A window may go away between two requests of ours.
    XSetErrorHandler([](Display *, XErrorEvent *) { return 0; });

    const auto start = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execvp(argv[1], argv + 1);
        std::perror(argv[1]);
        _exit(127);
    }
    setpgid(child, child);

    double mappedMs = -1, textMs = -1;
    Area middle = {};
    while (textMs < 0 && Clock::now() - start < patience) {
        if (findMainWindow(display, &middle)) {
            if (mappedMs < 0)
                mappedMs = millisecondsSince(start);
            if (showsText(display, middle))
                textMs = millisecondsSince(start);
        }
        if (waitpid(child, nullptr, WNOHANG) == child) {
            std::fprintf(stderr, "firstpaint: %s ended before it showed a text\n", argv[1]);
            return 1;
        }
        std::this_thread::sleep_for(lookInterval);
    }
    if (textMs < 0) {
        std::fprintf(stderr, "firstpaint: %s showed no text in a minute\n", argv[1]);
        endGroup(child);
        return 1;
    }
    std::this_thread::sleep_for(settleTime);
    std::printf("{\"windowMs\":%.1f,\"textMs\":%.1f,\"residentKb\":%ld}\n", mappedMs, textMs,
                residentKilobytesOfTree(child));
    endGroup(child);
    return 0;
}
