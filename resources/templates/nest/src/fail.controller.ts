import { Controller, Get } from '@nestjs/common';

@Controller('fail')
export class FailController {
  @Get()
  fail(): never {
    throw new Error('This route fails on purpose, to show what Nest makes of an error.');
  }
}
