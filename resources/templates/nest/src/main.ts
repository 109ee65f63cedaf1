import 'reflect-metadata';
import type { Server } from 'node:http';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.ts';

const port = Number(process.env.PORT || 3000);

export const app = await NestFactory.create<NestExpressApplication>(AppModule, {
  logger: ['error', 'warn'],
});
app.setGlobalPrefix('api');
app.useStaticAssets(path.join(import.meta.dirname, '../public'));
app.enableShutdownHooks();

try {
  const server: Server = await app.listen(port, '127.0.0.1');
  const address = server.address();
  console.log(`Listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
    throw error;
  }
  console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
  process.exit(1);
}
