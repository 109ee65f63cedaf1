import { BadRequestException, Injectable, type PipeTransform } from '@nestjs/common';

// Pipes check and change what comes in before the controller gets it.
@Injectable()
export class TitlePipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value !== 'string' || value.trim() === '') {
      throw new BadRequestException('A task needs a title.');
    }
    return value.trim();
  }
}
