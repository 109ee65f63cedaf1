import { Injectable, NotFoundException } from '@nestjs/common';
import type { Task } from './task.ts';

// Tasks live in memory and are gone when the server stops. A database would take their place.
@Injectable()
export class TasksService {
  private readonly tasks = new Map<number, Task>();
  private nextId = 1;

  constructor() {
    this.add('Send a request and watch it arrive');
    this.add('Add a controller of your own');
  }

  all(): Task[] {
    return [...this.tasks.values()];
  }

  find(id: number): Task {
    const task = this.tasks.get(id);
    if (!task) {
      throw new NotFoundException(`There is no task ${id}.`);
    }
    return task;
  }

  add(title: string): Task {
    const task = { id: this.nextId++, title, done: false };
    this.tasks.set(task.id, task);
    return task;
  }

  setDone(id: number, done: boolean): Task {
    const task = this.find(id);
    task.done = done;
    return task;
  }

  remove(id: number): void {
    this.tasks.delete(this.find(id).id);
  }
}
