using System.Text.Json;
using FailureFunctions.Local.FunctionsHost.Protocol;

namespace FailureFunctions.Local.FunctionsHost.App;

/// <summary>A function as the worker describes it.</summary>
internal sealed record FunctionDefinition(RpcFunctionMetadata Metadata, FunctionBinding Trigger)
{
    public string Name => Metadata.Name;

    /// <summary>Reads the raw bindings, and fills the bindings that a function must be loaded with.</summary>
    /// <exception cref="FormatException">The function has no trigger, or a binding is not readable.</exception>
    public static FunctionDefinition Of(RpcFunctionMetadata metadata, string folder)
    {
        List<FunctionBinding> bindings;
        try
        {
            bindings = [.. metadata.RawBindings.Select(FunctionBinding.Parse)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"its bindings cannot be read: {exception.Message}", exception);
        }

        // Only one of the worker's two metadata providers fills these itself.
        metadata.Directory = folder;
        metadata.Bindings.Clear();
        foreach (var binding in bindings)
            metadata.Bindings[binding.Name] = binding.ToInfo();
        return new FunctionDefinition(metadata, bindings.Find(binding => binding.IsTrigger) ?? throw new FormatException("it has no trigger"));
    }
}

/// <summary>One element of <c>raw_bindings</c>.</summary>
internal sealed record FunctionBinding(string Name, string Type, string Direction, JsonElement Json)
{
    public const string HttpTrigger = "httpTrigger";
    public const string TimerTrigger = "timerTrigger";

    public bool IsTrigger => Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase);

    public bool IsOfType(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);

    public static FunctionBinding Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement.Clone();
        return new FunctionBinding(Required("name"), Required("type"), Required("direction"), root);

        string Required(string property) => root.GetProperty(property).GetString()!;
    }

    public string? Text(string property) =>
        Json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Flag(string property, bool otherwise) => Json.TryGetProperty(property, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
            _ => otherwise,
        }
        : otherwise;

    public IReadOnlyList<string> Texts(string property) => Json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(element => element.GetString() ?? "")]
        : [];

    public BindingInfo ToInfo() => new()
    {
        Type = Type,
        Direction = Enum.TryParse<BindingInfo.Types.Direction>(Direction, ignoreCase: true, out var direction) ? direction : default,
        DataType = Enum.TryParse<BindingInfo.Types.DataType>(Text("dataType"), ignoreCase: true, out var dataType) ? dataType : default,
    };
}
