using System.Reflection;
using System.Runtime.Loader;
using FailureFunctions.Local.FunctionsHost.Protocol;
using FunctionsHost.Tests.Support;
using Google.Protobuf.Reflection;

namespace FunctionsHost.Tests.Protocol;

/// <summary>Our protocol file against the one that Microsoft's worker is built from.</summary>
internal sealed class FunctionRpcTests
{
    private static readonly List<FileDescriptorProto> Microsofts = ReadMicrosofts();

    [TestCaseSource(nameof(OurMessages))]
    public void Every_field_has_the_number_and_type_of_Microsofts(MessageDescriptor ours)
    {
        var theirs = Messages(Microsofts).Single(message => message.Name == NameOf(ours)).Message;

        foreach (var field in ours.Fields.InDeclarationOrder().Select(field => field.ToProto()))
        {
            var counterpart = theirs.Field.SingleOrDefault(candidate => candidate.Name == field.Name);
            Assert.That(counterpart, Is.Not.Null, field.Name);
            Assert.That((counterpart.Number, counterpart.Type, counterpart.Label), Is.EqualTo((field.Number, field.Type, field.Label)), field.Name);
            Assert.That(Last(counterpart.TypeName), Is.EqualTo(Last(field.TypeName)), field.Name);
            Assert.That(counterpart.HasOneofIndex, Is.EqualTo(field.HasOneofIndex), field.Name);
        }
    }

    [TestCaseSource(nameof(OurEnums))]
    public void Every_enumeration_has_the_values_of_Microsofts(EnumDescriptor ours)
    {
        var theirs = Messages(Microsofts).SelectMany(message => message.Message.EnumType.Select(type => (Name: $"{message.Name}.{type.Name}", Type: type)))
            .Single(type => type.Name == $"{NameOf(ours.ContainingType)}.{ours.Name}").Type;

        Assert.That(ours.Values.Select(value => (value.Name, value.Number)), Is.EquivalentTo(theirs.Value.Select(value => (value.Name, value.Number))));
    }

    [Test]
    public void The_service_has_the_name_and_the_method_of_Microsofts()
    {
        var ours = FunctionRpcReflection.Descriptor.Services.Single();
        var theirs = Microsofts.Single(file => file.Service.Any(service => service.Name == ours.Name));

        Assert.That(ours.FullName, Is.EqualTo($"{theirs.Package}.FunctionRpc"));
        Assert.That(ours.Methods.Single().ToProto().Name, Is.EqualTo(theirs.Service.Single(service => service.Name == ours.Name).Method.Single().Name));
    }

    private static IEnumerable<TestCaseData> OurMessages() =>
        Flatten(FunctionRpcReflection.Descriptor.MessageTypes)
            .Where(message => !message.ToProto().Options?.MapEntry ?? true)
            .Select(message => new TestCaseData(message).SetArgDisplayNames(NameOf(message)));

    private static IEnumerable<TestCaseData> OurEnums() =>
        Flatten(FunctionRpcReflection.Descriptor.MessageTypes).SelectMany(message => message.EnumTypes)
            .Select(type => new TestCaseData(type).SetArgDisplayNames($"{NameOf(type.ContainingType)}.{type.Name}"));

    private static IEnumerable<MessageDescriptor> Flatten(IEnumerable<MessageDescriptor> messages) =>
        messages.SelectMany(message => Flatten(message.NestedTypes).Prepend(message));

    private static string NameOf(MessageDescriptor message) =>
        message.ContainingType is { } outer ? $"{NameOf(outer)}.{message.Name}" : message.Name;

    private static IEnumerable<(string Name, DescriptorProto Message)> Messages(IEnumerable<FileDescriptorProto> files) =>
        files.SelectMany(file => Messages(file.MessageType, ""));

    private static IEnumerable<(string Name, DescriptorProto Message)> Messages(IEnumerable<DescriptorProto> messages, string prefix) =>
        messages.SelectMany(message => Messages(message.NestedType, $"{prefix}{message.Name}.").Prepend(($"{prefix}{message.Name}", message)));

    private static string Last(string typeName) => typeName[(typeName.LastIndexOf('.') + 1)..];

    // The worker's assemblies are loaded into their own context with their own Google.Protobuf, so the descriptor is copied as bytes.
    private static List<FileDescriptorProto> ReadMicrosofts()
    {
        var context = new AssemblyLoadContext("worker");
        context.Resolving += (_, name) => Path.Combine(TestApp.Folder, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        var assembly = context.LoadFromAssemblyPath(Path.Combine(TestApp.Folder, "Microsoft.Azure.Functions.Worker.Grpc.dll"));
        var reflection = assembly.GetTypes().Single(type => type.Name == "FunctionRpcReflection");
        var descriptor = Get(null, reflection, "Descriptor");
        var dependencies = (IEnumerable<object>)Get(descriptor, descriptor.GetType(), "Dependencies");
        return [.. dependencies.Prepend(descriptor).Select(file =>
        {
            var bytes = Get(file, file.GetType(), "SerializedData");
            return FileDescriptorProto.Parser.ParseFrom((byte[])bytes.GetType().GetMethod("ToByteArray")!.Invoke(bytes, null)!);
        })];

        static object Get(object? instance, Type type, string property) =>
            type.GetProperty(property, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)!.GetValue(instance)!;
    }
}
