// Starts a server for this computer only: at PORT, or at 3000.
export function listen(server) {
  const port = Number(process.env.PORT || 3000);
  server.on('error', (error) => {
    if (error.code !== 'EADDRINUSE') {
      throw error;
    }
    console.error(`Port ${port} is in use by another program. Stop it, or set PORT to another number.`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => {
    console.log(`Listening on http://127.0.0.1:${server.address().port}`);
  });
}
