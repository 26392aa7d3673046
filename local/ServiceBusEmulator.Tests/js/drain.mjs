// rhea, the protocol library under Microsoft's client: a drain ends at once, with and without messages.
import { Connection } from "rhea-promise";

const [port] = process.argv.slice(2);
const connection = new Connection({ host: "localhost", port: Number(port), transport: "tcp", username: "RootManageSharedAccessKey", password: "SAS_KEY_VALUE", reconnect: false });
await connection.open();
const sender = await connection.createAwaitableSender({ target: { address: "orders" } });
await sender.send({ body: "a" });

const receiver = await connection.createReceiver({ source: { address: "orders" }, credit_window: 0, autoaccept: false, rcv_settle_mode: 1 });
let received = 0;
receiver.on("message", () => received++);
const drained = () =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("not drained")), 15000);
    receiver.once("receiver_drained", () => (clearTimeout(timer), resolve()));
  });

const results = [];
for (const credit of [5, 3]) {
  const end = drained();
  receiver.addCredit(credit);
  receiver.drainCredit();
  await end;
  receiver.drain = false;
  results.push({ received, credit: receiver.credit });
}
await connection.close();
console.log(JSON.stringify(results));
