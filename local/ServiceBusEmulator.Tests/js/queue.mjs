// Sends, receives, abandons, renews, completes, peeks, batches, defers and dead-letters on the queue "orders".
import { ServiceBusClient } from "@azure/service-bus";

const client = new ServiceBusClient(process.argv[2]);
const sender = client.createSender("orders");
const receiver = client.createReceiver("orders");
const wait = { maxWaitTimeInMs: 20000 };
const result = {};

await sender.sendMessages({
  body: { a: [1, "é"] },
  messageId: "m1",
  subject: "subject",
  correlationId: "correlation",
  contentType: "application/json",
  to: "to",
  replyTo: "reply",
  applicationProperties: { text: "v", number: 5, real: 1.5, flag: true },
});
const [first] = await receiver.receiveMessages(1, wait);
result.first = {
  body: first.body,
  messageId: first.messageId,
  subject: first.subject,
  correlationId: first.correlationId,
  contentType: first.contentType,
  to: first.to,
  replyTo: first.replyTo,
  applicationProperties: first.applicationProperties,
  deliveryCount: first.deliveryCount,
  sequenceNumber: first.sequenceNumber.toString(),
  enqueued: first.enqueuedTimeUtc instanceof Date,
  state: first.state,
};
const before = first.lockedUntilUtc;
result.renewed = (await receiver.renewMessageLock(first)) >= before;
await receiver.abandonMessage(first, { added: "yes" });

const [again] = await receiver.receiveMessages(1, wait);
result.again = { deliveryCount: again.deliveryCount, added: again.applicationProperties.added };
await receiver.completeMessage(again);

await sender.sendMessages([{ body: "s0" }, { body: "s1" }]);
const batch = await sender.createMessageBatch();
result.maxSize = batch.maxSizeInBytes;
for (let number = 0; number < 3; number++) batch.tryAddMessage({ body: `b${number}` });
await sender.sendMessages(batch);
result.peeked = (await receiver.peekMessages(10)).map((message) => message.body);

const all = await receiver.receiveMessages(5, wait);
result.received = all.map((message) => message.body);
result.drained = (await receiver.receiveMessages(5, { maxWaitTimeInMs: 200 })).length;
await receiver.deferMessage(all[0]);
await receiver.deadLetterMessage(all[1], { deadLetterReason: "why", deadLetterErrorDescription: "described", extra: 1 });
for (const message of all.slice(2)) await receiver.completeMessage(message);

const [deferred] = await receiver.receiveDeferredMessages(all[0].sequenceNumber);
result.deferred = { body: deferred.body, state: deferred.state };
await receiver.completeMessage(deferred);

const deadLetters = client.createReceiver("orders", { subQueueType: "deadLetter" });
const [dead] = await deadLetters.receiveMessages(1, wait);
result.dead = {
  body: dead.body,
  reason: dead.deadLetterReason,
  description: dead.deadLetterErrorDescription,
  source: dead.deadLetterSource,
  extra: dead.applicationProperties.extra,
};
await deadLetters.completeMessage(dead);
result.left = (await client.createReceiver("orders").peekMessages(10)).length + (await deadLetters.peekMessages(10)).length;

await client.close();
console.log(JSON.stringify(result));
