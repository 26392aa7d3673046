using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>A pattern of LIKE: <c>%</c> for any characters, <c>_</c> for one, each literal after the escape character.</summary>
internal sealed class LikePattern
{
    private readonly Regex _regex;

    private LikePattern(Regex regex) => _regex = regex;

    /// <returns>Whether the escape character is one character and stands before a character that needs it.</returns>
    public static bool TryCreate(string pattern, string? escape, [NotNullWhen(true)] out LikePattern? like)
    {
        like = null;
        if (escape is { Length: not 1 })
            return false;

        var expression = new StringBuilder(@"\A");
        for (var at = 0; at < pattern.Length; at++)
        {
            var character = pattern[at];
            if (character == escape?[0])
            {
                if (++at == pattern.Length || (pattern[at] is not ('%' or '_') && pattern[at] != escape[0]))
                    return false;
                expression.Append(Regex.Escape(pattern[at].ToString()));
            }
            else
            {
                expression.Append(character switch { '%' => ".*", '_' => ".", _ => Regex.Escape(character.ToString()) });
            }
        }

        // Without backtracking no pattern can take long, whatever its text.
        like = new LikePattern(new Regex(expression.Append(@"\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
        return true;
    }

    public bool Matches(string text) => _regex.IsMatch(text);
}
