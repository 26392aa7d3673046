using YamlDotNet.RepresentationModel;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>A YAML file of the repository.</summary>
internal static class Yaml
{
    /// <summary>Reads it.</summary>
    public static YamlNode Read(params string[] parts)
    {
        var stream = new YamlStream();
        using var text = new StringReader(Repository.Read(parts));
        stream.Load(text);
        return stream.Documents.Single().RootNode;
    }

    /// <summary>The text that is reached by these keys.</summary>
    public static string Text(this YamlNode node, params string[] keys) =>
        ((YamlScalarNode)keys.Aggregate(node, (at, key) => at[key])).Value!;

    /// <summary>All texts in a node, keys not included.</summary>
    public static IEnumerable<string> Texts(this YamlNode node) => node switch
    {
        YamlMappingNode mapping => mapping.Children.Values.SelectMany(Texts),
        YamlSequenceNode sequence => sequence.SelectMany(Texts),
        _ => [((YamlScalarNode)node).Value!],
    };
}
