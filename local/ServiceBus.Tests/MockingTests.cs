using Moq;

namespace Azure.Messaging.ServiceBus.Tests;

public sealed class MockingTests
{
    [Test]
    public async Task Client_sender_receiver_and_processor_can_be_mocked()
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "id");
        var sender = new Mock<ServiceBusSender>();
        var receiver = new Mock<ServiceBusReceiver>();
        var processor = new Mock<ServiceBusProcessor>();
        var client = new Mock<ServiceBusClient>();
        client.Setup(mock => mock.CreateSender("topic")).Returns(sender.Object);
        client.Setup(mock => mock.CreateReceiver("topic", "all")).Returns(receiver.Object);
        client.Setup(mock => mock.CreateProcessor("topic", "all")).Returns(processor.Object);
        client.Setup(mock => mock.FullyQualifiedNamespace).Returns("host");
        receiver.Setup(mock => mock.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(message);
        processor.Setup(mock => mock.IsProcessing).Returns(true);

        await client.Object.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"));
        var received = await client.Object.CreateReceiver("topic", "all").ReceiveMessageAsync();
        await client.Object.CreateReceiver("topic", "all").CompleteMessageAsync(received!);
        await client.Object.CreateProcessor("topic", "all").StartProcessingAsync();
        await client.Object.DisposeAsync();

        sender.Verify(mock => mock.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>()), Times.Once);
        receiver.Verify(mock => mock.CompleteMessageAsync(message, It.IsAny<CancellationToken>()), Times.Once);
        processor.Verify(mock => mock.StartProcessingAsync(It.IsAny<CancellationToken>()), Times.Once);
        Assert.That((client.Object.FullyQualifiedNamespace, processor.Object.IsProcessing), Is.EqualTo(("host", true)));
    }

    [Test]
    public async Task A_handlers_arguments_settle_with_the_receiver_they_were_given()
    {
        var message = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "id");
        var receiver = new Mock<ServiceBusReceiver>();
        receiver.Setup(mock => mock.EntityPath).Returns("topic/Subscriptions/all");
        var args = new ProcessMessageEventArgs(message, receiver.Object, CancellationToken.None);

        await args.DeadLetterMessageAsync(args.Message, "reason", "description");
        await args.AbandonMessageAsync(args.Message);

        receiver.Verify(mock => mock.DeadLetterMessageAsync(message, "reason", "description", CancellationToken.None), Times.Once);
        receiver.Verify(mock => mock.AbandonMessageAsync(message, null, CancellationToken.None), Times.Once);
        Assert.That(args.EntityPath, Is.EqualTo("topic/Subscriptions/all"));
    }
}
