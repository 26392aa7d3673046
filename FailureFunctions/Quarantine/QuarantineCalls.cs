using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Quarantine;

/// <summary>The calls of the quarantine with their time limits. A sender waits for the first.</summary>
internal static class QuarantineCalls
{
    public static readonly Dependency Add = Dependency.Table("rejected-add", TableNames.Rejected, TimeSpan.FromSeconds(2));

    public static readonly Dependency Find =
        Dependency.TableInBackground("rejected-find", TableNames.Rejected, QuarantineTable.RowLimit);

    public static readonly Dependency Mark =
        Dependency.TableInBackground("rejected-mark", TableNames.Rejected, QuarantineTable.RowLimit);
}
