using System.Text;
using FailureFunctions.Recording;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Recording;

/// <summary>What holds of messages whatever comes in.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class MessageProperties
{
    private const int LongestBody = 64 * 1024;

    private static readonly string[] Names =
        ["id", "recipient", "type", "time", "timestamp", "action", "state", "code", "extended", "description", "tags[]", "profile", "mailing", "other", ""];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""),
        Gen.ArrayOf(Gen.Choose(0, char.MaxValue).Select(c => (char)c)).Select(chars => new string(chars)),
        Gen.Elements("550", "5.1.1", "bounce", "rcptto", "failure", "1717416451", "a@b.nl", "User unknown", "mailbox full"));

    private static readonly Gen<string> AnyBody =
        from fields in Gen.ArrayOf(Gen.Zip(Gen.Elements(Names), AnyText))
        from id in AnyText
        select $"id=1{Escape(id)}&recipient=r{Escape(id)}&" + string.Join('&', fields.Select(field => $"{field.Item1}={Escape(field.Item2)}"));

    [Test]
    public async Task Every_message_is_as_the_schema_describes_it()
    {
        var schema = await PublishedSchema.ReadAsync();
        var messages = 0;
        Prop.ForAll(AnyBody.ToArbitrary(), body =>
        {
            if (SampleFailures.Of(Encoding.UTF8.GetBytes(body)) is not { } failure)
                return true;
            Interlocked.Increment(ref messages);
            return schema.Faults(FailureMessage.Of(failure).Body.ToString()).Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(60).WithReplay(20261123, 7));
        Assert.That(messages, Is.GreaterThan(50));
    }

    [TestCase("\u0001", TestName = "Control characters, six bytes each")]
    [TestCase("💥", TestName = "Characters beyond the basic plane")]
    [TestCase("語", TestName = "Characters of three bytes")]
    [TestCase("\"", TestName = "Quotes")]
    [TestCase("\u2028", TestName = "Line separators")]
    [TestCase("a", TestName = "Plain letters")]
    public async Task The_longest_bodies_make_no_longer_message_than_the_bus_takes(string filler)
    {
        var schema = await PublishedSchema.ReadAsync();
        foreach (var name in new[] { "id", "recipient", "action", "state", "description", "tags[]", "profile", "mailing", "other", "all" })
        {
            // As raw bytes where the form allows it: more of them fit than of escapes.
            var raw = filler == "\u0001" || filler[0] > 127 ? filler : Escape(filler);
            var names = name == "all" ? Names.Where(n => n is not ("type" or "")).ToArray() : [name];
            var share = (LongestBody - 100) / names.Length;
            var text = "id=1&recipient=r&" + string.Join('&', names.Select(n => $"{n}=x{Fill(raw, share - n.Length - 3)}"));
            text = name is "id" or "recipient" or "all" ? text["id=1&recipient=r&".Length..] + "&id=1&recipient=r" : text;
            var body = Encoding.UTF8.GetBytes(text);
            Assert.That(body, Has.Length.LessThanOrEqualTo(LongestBody));

            var message = FailureMessage.Of(SampleFailures.Of(body) ?? throw new AssertionException($"{name} was not read"));

            Assert.That(message.Body.ToMemory().Length, Is.LessThanOrEqualTo(FailureEventWriter.LongestBody), name);
            Assert.That(schema.Faults(message.Body.ToString()), Is.Empty, name);
            var properties = message.ApplicationProperties.Sum(property => Encoding.UTF8.GetByteCount($"{property.Key}{property.Value}"));
            Assert.That(properties, Is.LessThan(LongestBody), name);
        }
    }

    private static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static string Fill(string filler, int bytes) => string.Concat(Enumerable.Repeat(filler, bytes / Encoding.UTF8.GetByteCount(filler)));
}
