import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseBoolPipe,
  ParseIntPipe,
  Patch,
  Post,
  Res,
} from '@nestjs/common';
import type { Task } from './task.ts';
import { TasksService } from './tasks.service.ts';
import { TitlePipe } from './title.pipe.ts';

// The part of a response that this controller uses.
interface Headers {
  location(path: string): void;
}

// Maps requests to methods. Nest sees that the constructor wants a TasksService, and provides it.
@Controller('tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  all(): Task[] {
    return this.tasks.all();
  }

  @Post()
  add(@Body('title', TitlePipe) title: string, @Res({ passthrough: true }) response: Headers): Task {
    const task = this.tasks.add(title);
    response.location(`/api/tasks/${task.id}`);
    return task;
  }

  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number): Task {
    return this.tasks.find(id);
  }

  @Patch(':id')
  change(@Param('id', ParseIntPipe) id: number, @Body('done', ParseBoolPipe) done: boolean): Task {
    return this.tasks.setDone(id, done);
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@Param('id', ParseIntPipe) id: number): void {
    this.tasks.remove(id);
  }
}
