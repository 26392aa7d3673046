// Reads a subscription with Microsoft's client until a given message arrives, and prints what it was told to look for.
// Environment: CONNECTION. Arguments: topic, subscription, the ids to look for, the id to stop at, and "complete" or
// "dead-letter": what to do with those looked for. Everything else is completed.
import { ServiceBusClient } from "@azure/service-bus";

const [topic, subscription, wanted, last, action] = process.argv.slice(2);
const ids = new Set(wanted.split(","));
const client = new ServiceBusClient(process.env.CONNECTION);

const shown = (message) => ({
  body: message.body,
  messageId: message.messageId,
  subject: message.subject,
  correlationId: message.correlationId,
  contentType: message.contentType,
  deliveryCount: message.deliveryCount,
  sequenceNumber: message.sequenceNumber?.toString(),
  enqueuedTimeUtc: message.enqueuedTimeUtc,
  lockedUntilUtc: message.lockedUntilUtc,
  applicationProperties: message.applicationProperties,
  deadLetterReason: message.deadLetterReason,
  deadLetterErrorDescription: message.deadLetterErrorDescription,
});

async function readUntilLast(receiver, settle) {
  const found = [];
  for (;;) {
    const messages = await receiver.receiveMessages(20, { maxWaitTimeInMs: 30_000 });
    if (messages.length === 0) throw new Error(`The message ${last} did not arrive.`);
    for (const message of messages) {
      if (ids.has(message.messageId)) {
        found.push(shown(message));
        await settle(message);
      } else {
        await receiver.completeMessage(message);
      }
    }
    if (messages.some((message) => message.messageId === last)) return found;
  }
}

try {
  const receiver = client.createReceiver(topic, subscription);
  const received = await readUntilLast(receiver, (message) =>
    action === "dead-letter"
      ? receiver.deadLetterMessage(message, { deadLetterReason: "unreadable", deadLetterErrorDescription: "for the test" })
      : receiver.completeMessage(message));
  const left = (await receiver.peekMessages(20)).filter((message) => ids.has(message.messageId)).length;

  const deadLetters = [];
  if (action === "dead-letter") {
    const dead = client.createReceiver(topic, subscription, { subQueueType: "deadLetter" });
    for (const message of await dead.receiveMessages(ids.size, { maxWaitTimeInMs: 30_000 })) {
      deadLetters.push(shown(message));
      await dead.completeMessage(message);
    }
  }
  console.log(JSON.stringify({ received, left, deadLetters }));
} finally {
  await client.close();
}
