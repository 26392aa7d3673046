using System.Text;
using FailureFunctions.Copernica.Notification;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Copernica.Notification;

/// <summary>Nothing in a body makes the reader throw, and what it gives is always bounded and well-formed.</summary>
internal sealed class NotificationReaderProperties
{
    private static readonly Gen<byte[]> Noise = ArbMap.Default.ArbFor<byte[]>().Generator.Select(bytes => bytes ?? []);

    private static readonly Gen<byte[]> FormLike = Gen
        .ArrayOf(Gen.Elements(
            "id", "recipient", "type", "time", "timestamp", "state", "code", "extended", "description", "tags", "tags[]",
            "=", "=", "=", "&", "&", "&", ";", "+", "%", "%4", "%40", "%ff", "%00", "failure", "550", "5.1.1", "a@b", "1717416451",
            "-1", "1e9", "99999999999999999999", "\ud83d\ude00", "\n", "\0"))
        .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    private static readonly Gen<byte[]> JsonLike = Gen
        .ArrayOf(Gen.Elements(
            "{", "}", "[", "]", ":", ",", "\"id\"", "\"recipient\"", "\"tags\"", "\"code\"", "\"time\"", "null", "true", "1",
            "-0.5e3", "\"a@b\"", "\"\\ud800\"", "\"\\u0000\"", "\"", "\\", "\ufeff", " "))
        .Select(parts => Encoding.UTF8.GetBytes("{" + string.Concat(parts) + "}"));

    // A proper object with any member, so that reading goes on to the end.
    private static readonly Gen<byte[]> JsonMembers = Gen
        .ArrayOf(
            from name in Gen.Elements("id", "recipient", "type", "tags", "time", "code", "state", "description", "x", "\\udead")
            from value in Gen.Elements("null", "true", "0", "1717416451", "1e999", "\"a@b\"", "\"\\ud83d\"", "[]", "[\"a\",[1]]", "{\"a\":{}}", "\"\"")
            select $"\"{name}\":{value}")
        .Select(members => Encoding.UTF8.GetBytes("{\"id\":1,\"recipient\":\"a@b\"" + string.Concat(members.Select(m => "," + m)) + "}"));

    private static readonly Gen<byte[]> AnyBody = Gen.OneOf(Noise, FormLike, JsonLike, JsonMembers);

    [Test]
    public void Any_body_gives_a_result() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(60).WithReplay(20261123, 7), Prop.ForAll(AnyBody.ToArbitrary(), body =>
        {
            var result = Samples.Read(body);
            return result is not ReadResult.Read read || IsSound(read.Notification);
        }));

    [Test]
    public void The_same_body_gives_the_same_result() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(60).WithReplay(20261123, 7), Prop.ForAll(AnyBody.ToArbitrary(), body =>
            Describe(Samples.Read(body)) == Describe(Samples.Read(body))));

    private static bool IsSound(FailureNotification notification) =>
        notification.MessageId.Length > 0
        && notification.Recipient.Length > 0
        && IsWellFormed(notification.Recipient)
        && IsWellFormed(notification.Reply.Description ?? "")
        && (notification.Extra is null || IsJsonObject(notification.Extra))
        && notification.Tags.All(tag => tag.Trim() == tag && tag.Length > 0)
        && notification.Tags.Distinct().Count() == notification.Tags.Count;

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static bool IsJsonObject(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.ValueKind == System.Text.Json.JsonValueKind.Object;
    }

    private static string Describe(ReadResult result) => result switch
    {
        ReadResult.Read read => $"{read.Notification with { Tags = [] }} {string.Join('|', read.Notification.Tags)}",
        ReadResult.Unreadable unreadable => string.Join('|', unreadable.Errors),
        _ => result.ToString(),
    };
}
