namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function that its trigger runs.</summary>
/// <param name="name">The function's name, unique within the application.</param>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name, unique within the application.</summary>
    public string Name { get; } = name;
}
