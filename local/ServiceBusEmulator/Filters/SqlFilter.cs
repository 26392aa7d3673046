using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Lets a message through when the expression is true; unknown is not true.</summary>
internal sealed class SqlFilter : IMessageFilter
{
    /// <summary>The limit of Service Bus (learn.microsoft.com, "Service Bus quotas"), which also bounds the nesting.</summary>
    private const int LongestExpression = 1024;

    private readonly SqlPredicate _predicate;

    /// <param name="expression">The expression, for example <c>severity = 'block' OR advice IN ('a', 'b')</c>.</param>
    /// <exception cref="SqlFilterException">It cannot be read.</exception>
    public SqlFilter(string expression)
    {
        if (expression.Length > LongestExpression)
            throw new SqlFilterException($"the expression has {expression.Length} characters; {LongestExpression} are allowed");

        _predicate = new SqlParser(SqlTokenizer.Read(expression)).Parse();
    }

    public bool Matches(BrokerMessage message) => _predicate(message) == true;
}
