using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FailureFunctions.Infra.Tests.Settings;

/// <summary>The app as Program.cs composes it, over settings that note who asks for them. It is not started.</summary>
internal static partial class ComposedApp
{
    private static readonly Assembly App = typeof(AppServices).Assembly;

    /// <summary>Composes the app, checks its settings as a start does, and makes all services of its own.</summary>
    /// <param name="settings">The settings that it is given.</param>
    /// <returns>What it asked for.</returns>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    public static async Task<RecordingConfiguration> ComposeAsync(IReadOnlyDictionary<string, string> settings)
    {
        var recording = new RecordingConfiguration(settings);
        var configuration = new ConfigurationBuilder().Add(recording).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        services.AddApp(configuration);
        // The exporters of OpenTelemetry, which these make, read many settings that are theirs and not the app's.
        foreach (var service in services.Where(IsOfLibrary).ToList())
            services.Remove(service);
        await using var provider = services.BuildServiceProvider();
        provider.GetService<IStartupValidator>()?.Validate();
        foreach (var service in services.Where(IsOwn))
            provider.GetServices(service.ServiceType);
        foreach (var options in services.Select(service => service.ServiceType).Where(IsOwnOptions).Distinct())
            _ = ValueOf(provider, options.GenericTypeArguments[0]);
        foreach (var setting in TriggerSettings())
            _ = configuration[setting];
        return recording;
    }

    /// <summary>The settings that attributes of triggers name: connections, and <c>%names%</c> in texts.</summary>
    private static IEnumerable<string> TriggerSettings()
    {
        var attributes = App.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .SelectMany(method => method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()));
        foreach (var attribute in attributes)
            foreach (var property in attribute.GetType().GetProperties().Where(property => property.PropertyType == typeof(string)))
            {
                var text = property.GetValue(attribute) as string ?? "";
                if (property.Name == "Connection" && text.Length > 0)
                    yield return text;
                foreach (Match name in SettingReference().Matches(text))
                    yield return name.Groups[1].Value;
            }
    }

    private static bool IsOwn(ServiceDescriptor service) =>
        !service.IsKeyedService && !service.ServiceType.IsGenericTypeDefinition
        && (service.ServiceType.Assembly == App || service.ImplementationType?.Assembly == App);

    private static bool IsOfLibrary(ServiceDescriptor service) =>
        !service.IsKeyedService && service.ImplementationType?.Assembly != App
        && (service.ServiceType == typeof(IHostedService) || service.ServiceType == typeof(ILoggerProvider)
            || service.ServiceType == typeof(IMetricsListener));

    private static bool IsOwnOptions(Type service) =>
        service.IsConstructedGenericType && service.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
        && service.GenericTypeArguments[0].Assembly == App;

    private static object ValueOf(IServiceProvider provider, Type options)
    {
        var type = typeof(IOptions<>).MakeGenericType(options);
        return type.GetProperty("Value")!.GetValue(provider.GetRequiredService(type))!;
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingReference();
}
