namespace FailureFunctions.Infra.Webhook;

/// <summary>What the command lines of all verbs have in common.</summary>
internal static class CommandWords
{
    private const string TokenFromInput = "--token-stdin";

    /// <summary>The options with a value that say which API is called, and where.</summary>
    public static IReadOnlyList<string> OfTheApi { get; } = ["--api-version", "--api", "--authenticate"];

    /// <summary>Takes a command line apart.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="valued">The options that have a value.</param>
    /// <param name="flags">The options that have none, besides --token-stdin.</param>
    /// <param name="values">Receives the options that are given.</param>
    /// <param name="words">Receives the other words.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Split(
        string[] args, IReadOnlyCollection<string> valued, IReadOnlyCollection<string> flags, Dictionary<string, string> values, List<string> words)
    {
        for (var index = 0; index < args.Length; index++)
        {
            var word = args[index];
            var isFlag = word == TokenFromInput || flags.Contains(word);
            if (!word.StartsWith("--", StringComparison.Ordinal))
                words.Add(word);
            else if (word.Contains("token", StringComparison.OrdinalIgnoreCase) && !isFlag)
                return $"The access token is not taken from the command line, where every process of the machine can read it: set {AccessToken.Variable}, or use {TokenFromInput}.";
            else if (!isFlag && !valued.Contains(word))
                return $"{word.Split('=')[0]} is not known; there are {string.Join(", ", [.. valued, .. flags, TokenFromInput])}.";
            else if (!isFlag && index + 1 == args.Length)
                return $"{word} lacks its value.";
            else if (!values.TryAdd(word, isFlag ? "" : args[++index]))
                return $"{word} is given twice.";
        }

        return null;
    }

    /// <summary>Reads which API is called, and where.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? ReadApi(Dictionary<string, string> values, out ApiAddress address)
    {
        address = new ApiAddress(ApiAddress.Current, ApiAddress.DefaultApi(ApiAddress.Current), ApiAddress.DefaultAuthentication);
        var version = values.GetValueOrDefault("--api-version", "4");
        if (version is not ("3" or "4"))
            return $"--api-version: \"{version}\" is not known; there are 3 and 4.";
        if (version == "3" && values.ContainsKey("--authenticate"))
            return "--authenticate does not go with --api-version 3, which takes the access token itself.";
        if (ReadAddress(values, "--api", ApiAddress.DefaultApi(version[0] - '0'), out var api) is { } wrongApi)
            return wrongApi;
        if (ReadAddress(values, "--authenticate", ApiAddress.DefaultAuthentication, out var authentication) is { } wrongAuthentication)
            return wrongAuthentication;
        address = new ApiAddress(version[0] - '0', api, authentication);
        return null;
    }

    // The token goes there, so only TLS will do, or a stand-in on this machine.
    private static string? ReadAddress(Dictionary<string, string> values, string name, Uri usual, out Uri address)
    {
        address = usual;
        if (!values.TryGetValue(name, out var text))
            return null;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) || url.Host.Length == 0 || url.Query.Length > 0)
            return $"{name}: \"{HandlerUrl.Masked(text)}\" is no address of an API; it is {usual} unless told otherwise.";
        if (!IsSafe(url))
            return $"{name}: the access token is sent over https only.";
        address = url;
        return null;
    }

    /// <summary>Whether a secret may be sent there: over TLS, or within this machine.</summary>
    public static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
