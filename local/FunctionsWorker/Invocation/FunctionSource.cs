using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The methods that carry <see cref="FunctionAttribute"/>.</summary>
internal abstract class FunctionSource
{
    public abstract IEnumerable<MethodInfo> Methods { get; }

    protected static IEnumerable<MethodInfo> MethodsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => method.IsDefined(typeof(FunctionAttribute), inherit: false));
}

/// <summary>The public types of the application and of the assemblies that it references, where those use the worker.</summary>
internal sealed class AssemblyFunctionSource(Assembly application) : FunctionSource
{
    public override IEnumerable<MethodInfo> Methods => Reachable()
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type is { IsClass: true, ContainsGenericParameters: false })
        .SelectMany(MethodsOf);

    /// <summary>The application's assembly, by its name, or the one that was started.</summary>
    public static AssemblyFunctionSource For(string? applicationName)
    {
        try
        {
            if (!string.IsNullOrEmpty(applicationName))
                return new AssemblyFunctionSource(Assembly.Load(new AssemblyName(applicationName)));
        }
        // The application's name is free text that only by default names an assembly.
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
        }

        return new AssemblyFunctionSource(Assembly.GetEntryAssembly() ?? typeof(AssemblyFunctionSource).Assembly);
    }

    private IEnumerable<Assembly> Reachable()
    {
        var worker = typeof(FunctionAttribute).Assembly.GetName().Name!;
        var seen = new HashSet<string>(StringComparer.Ordinal) { worker };
        var queue = new Queue<Assembly>([application]);
        while (queue.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (!seen.Add(assembly.GetName().Name!) || references.All(reference => reference.Name != worker))
                continue;

            yield return assembly;
            foreach (var reference in references.Where(reference => !seen.Contains(reference.Name!) && !IsFramework(reference.Name!)))
            {
                if (TryLoad(reference) is { } loaded)
                    queue.Enqueue(loaded);
            }
        }
    }

    // Loading the whole framework to look for functions would cost the start more than everything else.
    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        // A reference that is not there at run time is not used at run time, or fails where it is.
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
