// Tries to send with a key that is not the emulator's.
import { ServiceBusClient } from "@azure/service-bus";

const client = new ServiceBusClient(process.argv[2], { retryOptions: { maxRetries: 0 } });
const code = await client.createSender("orders").sendMessages({ body: 1 }).then(() => "none", (error) => error.code);
await client.close();
console.log(JSON.stringify({ code }));
