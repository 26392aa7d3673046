namespace FailureFunctions.Infra.Tests.Deployment;

/// <summary>A line of infra/hooks/variables.tsv: what the hooks demand of a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Kind"><c>one</c> of a list, a <c>number</c> within bounds, a <c>pattern</c>, or <c>required</c>, a pattern that must not be missing.</param>
/// <param name="Rule">The list, the bounds or the pattern.</param>
/// <param name="Hint">What to write.</param>
internal sealed record HookVariable(string Name, string Kind, string Rule, string Hint)
{
    public static IReadOnlyList<HookVariable> All { get; } =
    [
        .. Repository.Read("infra", "hooks", "variables.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')).Select(cells => new HookVariable(cells[0], cells[1], cells[2], cells[3])),
    ];
}
