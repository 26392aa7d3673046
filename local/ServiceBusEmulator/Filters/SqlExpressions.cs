using FailureFunctions.Local.ServiceBusEmulator.Broker;

namespace FailureFunctions.Local.ServiceBusEmulator.Filters;

/// <summary>Something with a value: a constant or a property. Null is SQL's unknown.</summary>
internal delegate object? SqlValue(BrokerMessage message);

/// <summary>Something true, false or unknown (null), by SQL's three-valued logic.</summary>
internal delegate bool? SqlPredicate(BrokerMessage message);

/// <summary>The operators of SQL filters (learn.microsoft.com, "Subscription rule SQL filter syntax").</summary>
internal static class SqlExpressions
{
    public static SqlPredicate And(SqlPredicate left, SqlPredicate right) => message => (left(message), right(message)) switch
    {
        (false, _) or (_, false) => false,
        (true, true) => true,
        _ => null,
    };

    public static SqlPredicate Or(SqlPredicate left, SqlPredicate right) => message => (left(message), right(message)) switch
    {
        (true, _) or (_, true) => true,
        (false, false) => false,
        _ => null,
    };

    public static SqlPredicate Not(SqlPredicate predicate) => message => !predicate(message);

    public static SqlPredicate Compare(SqlValue left, string symbol, SqlValue right)
    {
        Func<int, bool> holds = symbol switch
        {
            "=" => order => order == 0,
            "<>" or "!=" => order => order != 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            ">=" => order => order >= 0,
            _ => throw new SqlFilterException($"'{symbol}' is no comparison"),
        };
        return message => Values.Compare(left(message), right(message)) is { } order ? holds(order) : null;
    }

    public static SqlPredicate In(SqlValue value, IReadOnlyList<SqlValue> list) => message =>
    {
        if (value(message) is not { } wanted)
            return null;

        var answers = list.Select(item => Values.AreEqual(wanted, item(message))).ToArray();
        return answers.Contains(true) ? true : answers.Contains(null) ? null : false;
    };

    public static SqlPredicate Like(SqlValue value, SqlValue pattern, SqlValue? escape) => message =>
        value(message) is string text && pattern(message) is string form && LikePattern.TryCreate(form, escape?.Invoke(message) as string, out var like)
            ? like.Matches(text)
            : null;

    public static SqlPredicate IsNull(SqlValue value) => message => value(message) is null;

    /// <summary>A property that is true or false stands for itself.</summary>
    public static SqlPredicate Truth(SqlValue value) => message => value(message) as bool?;
}
