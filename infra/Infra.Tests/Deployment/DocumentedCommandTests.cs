using System.Diagnostics;
using System.Text.RegularExpressions;

namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>Commands in the pages can be pasted into an interactive bash.</summary>
[Platform(Exclude = "Win", Reason = "There is no bash.")]
internal sealed partial class DocumentedCommandTests
{
    private static IReadOnlyList<(string Page, string Text)> Commands { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Append(Repository.PathOf("README.md"))
            .SelectMany(page => Block().Matches(File.ReadAllText(page)).Select(match => (Path.GetFileName(page), match.Groups[1].Value))),
    ];

    [Test]
    public void Nothing_is_taken_for_a_line_of_the_history()
    {
        Assert.That(Commands, Has.Count.GreaterThanOrEqualTo(10));
        Assert.That(Commands.SelectMany(command => Expanded(command.Text).Select(at => $"{command.Page}: {at}")), Is.Empty);
    }

    [TestCase("echo \"a !(b)\"", true)]
    [TestCase("echo !x", true)]
    [TestCase("echo 'a !(b)'", false)]
    [TestCase("x='!('\"'!'\")'", true)]
    [TestCase("# Careful!\necho 'x' # don't!", false)]
    [TestCase("[ a != b ]", false)]
    public void An_exclamation_mark_outside_single_quotes_is_found(string command, bool found) =>
        Assert.That(Expanded(command).Any(), Is.EqualTo(found));

    [Test]
    public async Task Every_command_is_bash()
    {
        foreach (var (page, text) in Commands)
        {
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-n"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            await bash.StandardInput.WriteAsync(text);
            bash.StandardInput.Close();
            var errors = await bash.StandardError.ReadToEndAsync();
            await bash.WaitForExitAsync();
            Assert.That(errors, Is.Empty, $"{page}: {text}");
        }
    }

    // Bash expands ! everywhere but in single quotes, in comments here, and before a blank or =.
    private static IEnumerable<string> Expanded(string text)
    {
        var quote = '\0';
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (quote == '\0' && character == '#' && (index == 0 || char.IsWhiteSpace(text[index - 1])))
                index = text.IndexOf('\n', index) is var end && end < 0 ? text.Length : end;
            else if (quote == '\0' && character is '\'' or '"')
                quote = character;
            else if (character == quote)
                quote = '\0';
            else if (character == '!' && quote != '\'' && index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]) && text[index + 1] != '=')
                yield return text[index..Math.Min(text.Length, index + 20)];
        }
    }

    [GeneratedRegex("```bash\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
