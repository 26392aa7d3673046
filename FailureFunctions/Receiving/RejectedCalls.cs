using FailureFunctions.Dependencies;
using FailureFunctions.Tables;

namespace FailureFunctions.Receiving;

/// <summary>The calls of the quarantine with their time limits.</summary>
internal static class RejectedCalls
{
    public static readonly Dependency Add = Dependency.Table("rejected-add", TableNames.Rejected, TimeSpan.FromSeconds(2));

    public static readonly Dependency Find = Dependency.TableInBackground("rejected-find", TableNames.Rejected, TimeSpan.FromSeconds(5));

    public static readonly Dependency Mark = Dependency.TableInBackground("rejected-mark", TableNames.Rejected, TimeSpan.FromSeconds(5));
}
