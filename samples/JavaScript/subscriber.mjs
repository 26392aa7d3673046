// Keeps a copy of the suppression list, from the topic email-suppressions: docs/subscribe.md.
//
//   node subscriber.mjs FILE                updates the copy in FILE until SIGINT or SIGTERM
//   node subscriber.mjs FILE ADDRESS...     says which addresses are suppressed
//
// SERVICE_BUS is the namespace, such as NAME.servicebus.windows.net, or the connection string of an emulator;
// SUBSCRIPTION is the subscription, by default "all".
import { DefaultAzureCredential } from "@azure/identity";
import { ServiceBusClient } from "@azure/service-bus";
import { SuppressedAddresses, isAddressState } from "./suppressed-addresses.mjs";

const { SERVICE_BUS: bus, SUBSCRIPTION: subscription = "all" } = process.env;
const [file, ...asked] = process.argv.slice(2);
if (!file) {
  console.error("Usage: node subscriber.mjs FILE [ADDRESS...]");
  process.exit(2);
}
const addresses = new SuppressedAddresses(file);
if (asked.length > 0) {
  for (const address of asked)
    console.log(`${address}: ${addresses.isSuppressed(address, new Date()) ? "suppressed" : "not suppressed"}`);
  process.exit(0);
}
if (!bus) throw new Error("Set SERVICE_BUS.");

const client = bus.includes("=") ? new ServiceBusClient(bus) : new ServiceBusClient(bus, new DefaultAzureCredential());
const receiver = client.createReceiver("email-suppressions", subscription);
// The message in hand. One at a time is the default.
let inHand = Promise.resolve();
const listening = receiver.subscribe(
  {
    processMessage: (message) => (inHand = handle(message)),
    processError: async ({ errorSource, error }) => console.error(`${errorSource}: ${error.message}`),
  },
  // Settled in handle(), so that stop() can wait for it. If handle() throws, the message is abandoned: it is then delivered again, and
  // dead-lettered after the subscription's MaxDeliveryCount.
  { autoCompleteMessages: false },
);
process.once("SIGINT", stop).once("SIGTERM", stop);
console.log("started");

async function handle(message) {
  const type = message.applicationProperties?.cloudEvents_type;
  // The id, not the address: this is a log.
  const report = (outcome) => console.log(`${outcome} ${message.messageId}`);
  const deadLetter = async (deadLetterReason, deadLetterErrorDescription) => {
    await receiver.deadLetterMessage(message, { deadLetterReason, deadLetterErrorDescription });
    report("dead-lettered");
  };

  // The subject is the type without its version.
  if (!["email.address.suppressed", "email.address.released"].includes(message.subject)) {
    await receiver.completeMessage(message);
    report("ignored");
  } else if (type !== `${message.subject}.v1`) {
    await deadLetter("unknown-version", `This subscriber reads v1, not '${type}'.`);
  } else if (!isAddressState(message.body)) {
    await deadLetter("unreadable", "The body is not as the schema describes it.");
  } else {
    const applied = addresses.apply(message.body);
    await receiver.completeMessage(message);
    report(applied ? "applied" : "not newer");
  }
}

async function stop() {
  await listening.close();
  await inHand.catch(() => {});
  await client.close();
  addresses.close();
  console.log("stopped");
}
