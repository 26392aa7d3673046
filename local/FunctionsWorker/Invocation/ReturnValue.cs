using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>What a function's method returns, awaited where it is a task.</summary>
internal static class ReturnValue
{
    /// <summary>The type inside a task, or the type itself; <c>void</c> when there is no value.</summary>
    public static Type TypeOf(Type returnType)
    {
        if (returnType == typeof(void) || returnType == typeof(Task) || returnType == typeof(ValueTask))
            return typeof(void);

        return IsGenericTask(returnType) ? returnType.GetGenericArguments()[0] : returnType;
    }

    /// <summary>What awaits a value of that type and gives the value inside.</summary>
    public static Func<object?, ValueTask<object?>> Unwrapper(Type returnType)
    {
        if (returnType == typeof(Task))
            return FromTask;
        if (returnType == typeof(ValueTask))
            return FromValueTask;
        if (!IsGenericTask(returnType))
            return ValueTask.FromResult;

        var name = returnType.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(FromTaskOf) : nameof(FromValueTaskOf);
        return typeof(ReturnValue)
            .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(returnType.GetGenericArguments())
            .CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static bool IsGenericTask(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static async ValueTask<object?> FromTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> FromValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async ValueTask<object?> FromTaskOf<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> FromValueTaskOf<T>(object? task) => await (ValueTask<T>)task!;
}
