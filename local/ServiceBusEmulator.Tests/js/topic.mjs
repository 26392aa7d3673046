// Publishes to the topic "events" and receives from its subscriptions; counts a message out; meets the limits.
import { ServiceBusClient } from "@azure/service-bus";

const client = new ServiceBusClient(process.argv[2], { retryOptions: { maxRetries: 0 } });
const sender = client.createSender("events");
const result = {};

await sender.sendMessages([
  { body: 1, messageId: "1", subject: "x1", applicationProperties: { severity: "block", n: 5 } },
  { body: 2, messageId: "2", applicationProperties: { severity: "none" } },
  { body: "repeat", messageId: "1" },
]);
for (const name of ["all", "sql", "correlation"]) {
  const receiver = client.createReceiver("events", name, { receiveMode: name === "all" ? "receiveAndDelete" : "peekLock" });
  const messages = await receiver.receiveMessages(name === "all" ? 2 : 1, { maxWaitTimeInMs: 20000 });
  result[name] = messages.map((message) => message.body);
  if (name === "correlation") await receiver.abandonMessage(messages[0]);
  await receiver.close();
}

const deadLetters = client.createReceiver("events", "correlation", { subQueueType: "deadLetter" });
const [dead] = await deadLetters.receiveMessages(1, { maxWaitTimeInMs: 20000 });
result.dead = { body: dead.body, reason: dead.deadLetterReason, deliveryCount: dead.deliveryCount, source: dead.deadLetterSource };

const codeOf = (promise) => promise.then(() => "none", (error) => error.code);
result.tooLarge = await codeOf(sender.sendMessages({ body: "x".repeat(300000) }));
await client.createSender("orders").sendMessages({ body: "y".repeat(250000) });
const whole = client.createReceiver("orders", { receiveMode: "receiveAndDelete" });
result.large = (await whole.receiveMessages(1, { maxWaitTimeInMs: 20000 }))[0].body.length;
result.unknown = await codeOf(client.createSender("nowhere").sendMessages({ body: 1 }));

const number = await sender.scheduleMessages({ body: "later" }, new Date(Date.now() + 3600_000));
await sender.cancelScheduledMessages(number);
result.cancelledTwice = await codeOf(sender.cancelScheduledMessages(number));

result.streamed = await new Promise((resolve, reject) => {
  const streaming = client.createReceiver("events", "all");
  const bodies = [];
  const subscription = streaming.subscribe(
    {
      processMessage: async (message) => {
        bodies.push(message.body);
        if (bodies.length < 50) return;
        await subscription.close();
        resolve(new Set(bodies).size);
      },
      processError: async (context) => reject(context.error),
    },
    { maxConcurrentCalls: 10 },
  );
  sender.sendMessages(Array.from({ length: 50 }, (_, index) => ({ body: index, messageId: `stream-${index}` }))).catch(reject);
});

await client.close();
console.log(JSON.stringify(result));
