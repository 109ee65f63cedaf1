import { Module } from '@nestjs/common';
import { FailController } from './fail.controller.ts';
import { TasksModule } from './tasks/tasks.module.ts';

// The root of the application: which parts it has.
@Module({
  imports: [TasksModule],
  controllers: [FailController],
})
export class AppModule {}
