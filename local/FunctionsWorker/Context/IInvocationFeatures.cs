namespace Microsoft.Azure.Functions.Worker;

/// <summary>The features of an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Sets the feature of type <typeparamref name="T"/>.</summary>
    void Set<T>(T instance);

    /// <summary>The feature of type <typeparamref name="T"/>, or its default when there is none.</summary>
    T? Get<T>();
}
