using System.Text.Json;
using System.Text.Json.Serialization;
using FailureFunctions.Copernica.Notification;

namespace FailureFunctions.Functions.Http;

/// <summary>Reads a JSON object strictly: an unknown or repeated member is an error, so that a typing error changes nothing.</summary>
internal static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    /// <param name="example">Such an object; part of the error.</param>
    /// <param name="error">Names a member of the type, never what was sent: that may be an address.</param>
    /// <returns>Null with an error when the text cannot be read. JSON's null is an object without members.</returns>
    public static T? Read<T>(ReadOnlySpan<byte> json, string example, out FieldError? error)
        where T : class, new()
    {
        try
        {
            error = null;
            return JsonSerializer.Deserialize<T>(json, Options) ?? new T();
        }
        catch (JsonException e)
        {
            var members = Options.GetTypeInfo(typeof(T)).Properties;
            var path = e.Path is ['$', '.', .. var rest] ? rest : "";
            var member = members.FirstOrDefault(known => known.Name == path.Split('[')[0]);
            error = member is null
                ? new("body", $"must be a JSON object such as {example}; its members are {string.Join(", ", members.Select(known => known.Name))}")
                : new(path, $"must be {Expected(member.PropertyType)}, once, and valid Unicode");
            return null;
        }
    }

    private static string Expected(Type type) =>
        type == typeof(string) ? "a string"
        : type == typeof(int?) ? "a whole number"
        : type == typeof(bool?) ? "true or false"
        : "an array of strings";
}
