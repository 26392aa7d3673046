using FunctionsWorker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.ServiceBus;
using Microsoft.Azure.Functions.Worker.Timer;

namespace FunctionsWorker.Tests.Invocation;

internal sealed class FunctionCatalogTests
{
    [TestCase(typeof(Twice), "Function 'same' is declared twice: by ")]
    [TestCase(typeof(UnknownParameter), "Function 'Unknown': nothing binds parameter 'reader' of type System.IO.TextReader.")]
    [TestCase(typeof(NoTrigger), "Function 'None' has 0 triggers;")]
    [TestCase(typeof(TwoTriggers), "Function 'Two' has 2 triggers;")]
    [TestCase(typeof(BadName), "Function '1st' (")]
    [TestCase(typeof(WrongRequest), "Function 'Wrong': the HTTP trigger binds HttpRequestData, not System.String")]
    [TestCase(typeof(WrongResult), "Function 'Wrong': a function with an HTTP trigger returns HttpResponseData or nothing, not System.String")]
    [TestCase(typeof(WrongTimer), "Function 'Wrong': the timer trigger binds TimerInfo, not System.String")]
    [TestCase(typeof(TimerWithValue), "Function 'Wrong': nothing binds parameter 'count'")]
    [TestCase(typeof(UnbatchedArray), "Function 'Wrong': an array of messages needs IsBatched = true")]
    [TestCase(typeof(BatchedSingle), "Function 'Wrong': with IsBatched the trigger binds an array of messages")]
    [TestCase(typeof(Sessions), "Function 'Wrong': this host does not serve entities with sessions.")]
    public void What_cannot_be_run_is_said_with_the_name_of_the_function(Type functions, string message)
    {
        var catalog = new FunctionCatalog([new HttpTriggerType(), new TimerTriggerType(), new ServiceBusTriggerType()]);

        Assert.That(() => catalog.Load(new TypeFunctionSource(functions).Methods),
            Throws.TypeOf<FunctionWorkerException>().With.Message.StartsWith(message));
    }

    [Test]
    public void The_public_functions_of_the_application_are_found()
    {
        var source = AssemblyFunctionSource.For(typeof(EchoFunctions).Assembly.GetName().Name);

        Assert.That(source.Methods.Select(method => method.Name), Is.EqualTo(new[] { nameof(EchoFunctions.Echo) }));
    }

    [Test]
    public void A_definition_tells_its_parameters_and_bindings()
    {
        var function = new FunctionCatalog([new HttpTriggerType()]).Load(new TypeFunctionSource(typeof(EchoFunctions)).Methods).Single();

        Assert.That(function.EntryPoint, Is.EqualTo("FunctionsWorker.Tests.Support.EchoFunctions.Echo"));
        Assert.That(function.Parameters.Select(parameter => parameter.Type), Is.EqualTo(new[] { typeof(HttpRequestData) }));
        Assert.That(function.InputBindings["request"].Type, Is.EqualTo("httpTrigger"));
    }

    internal sealed class Twice
    {
        [Function("Same")]
        public void First([TimerTrigger("00:01:00")] TimerInfo timer) => throw new NotSupportedException();

        [Function("same")]
        public void Second([TimerTrigger("00:01:00")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class UnknownParameter
    {
        [Function("Unknown")]
        public void Run([HttpTrigger] HttpRequestData request, TextReader reader) => throw new NotSupportedException();
    }

    internal sealed class NoTrigger
    {
        [Function("None")]
        public void Run() => throw new NotSupportedException();
    }

    internal sealed class TwoTriggers
    {
        [Function("Two")]
        public void Run([HttpTrigger] HttpRequestData request, [TimerTrigger("00:01:00")] TimerInfo timer) => throw new NotSupportedException();
    }

    internal sealed class BadName
    {
        [Function("1st")]
        public void Run([HttpTrigger] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class WrongRequest
    {
        [Function("Wrong")]
        public void Run([HttpTrigger] string request) => throw new NotSupportedException();
    }

    internal sealed class WrongResult
    {
        [Function("Wrong")]
        public Task<string> Run([HttpTrigger] HttpRequestData request) => throw new NotSupportedException();
    }

    internal sealed class WrongTimer
    {
        [Function("Wrong")]
        public void Run([TimerTrigger("00:01:00")] string timer) => throw new NotSupportedException();
    }

    internal sealed class TimerWithValue
    {
        [Function("Wrong")]
        public void Run([TimerTrigger("00:01:00")] TimerInfo timer, int count) => throw new NotSupportedException();
    }

    internal sealed class UnbatchedArray
    {
        [Function("Wrong")]
        public void Run([ServiceBusTrigger("q")] string[] messages) => throw new NotSupportedException();
    }

    internal sealed class BatchedSingle
    {
        [Function("Wrong")]
        public void Run([ServiceBusTrigger("q", IsBatched = true)] string message) => throw new NotSupportedException();
    }

    internal sealed class Sessions
    {
        [Function("Wrong")]
        public void Run([ServiceBusTrigger("q", IsSessionsEnabled = true)] string message) => throw new NotSupportedException();
    }
}
