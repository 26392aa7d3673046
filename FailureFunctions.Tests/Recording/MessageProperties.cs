using System.Text;
using System.Text.Json;
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

            Assert.That(message.Body.ToMemory().Length, Is.LessThanOrEqualTo(FailureEvent.LongestBody), name);
            Assert.That(schema.Faults(message.Body.ToString()), Is.Empty, name);
            var properties = message.ApplicationProperties.Sum(property => Encoding.UTF8.GetByteCount($"{property.Key}{property.Value}"));
            Assert.That(properties, Is.LessThan(LongestBody), name);
        }
    }

    [Test]
    public void A_body_of_the_longest_length_is_whole_and_a_longer_one_is_shortened()
    {
        var failure = SampleFailures.Of($"id=1&recipient=r&profile=p&other=x&description={new string('\u0001', 30_000)}");
        var longest = failure with { Profile = new string('p', 1 + FailureEvent.LongestBody - FailureEvent.BodyOf(failure).Length) };

        Assert.That(FailureEvent.BodyOf(longest).Length, Is.EqualTo(196_608).And.EqualTo(FailureEvent.LongestBody));

        using var shortened = JsonDocument.Parse(FailureEvent.BodyOf(longest with { Profile = longest.Profile + "p" }));
        Assert.That(shortened.RootElement.TryGetProperty("extra", out _), Is.False);
        Assert.That(
            shortened.RootElement.GetProperty("reply").GetProperty("description").GetString(),
            Is.EqualTo(new string('\u0001', 4_000) + "… [cut]"));
    }

    [Test]
    public void A_shortened_body_without_a_description_gets_none()
    {
        var failure = SampleFailures.Of("id=1&recipient=r&other=x") with { Profile = new string('p', FailureEvent.LongestBody) };

        using var body = JsonDocument.Parse(FailureEvent.BodyOf(failure));

        Assert.That(body.RootElement.TryGetProperty("extra", out _), Is.False);
        Assert.That(body.RootElement.GetProperty("reply").EnumerateObject(), Is.Empty);
    }

    private static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    private static string Fill(string filler, int bytes) => string.Concat(Enumerable.Repeat(filler, bytes / Encoding.UTF8.GetByteCount(filler)));
}
