using System.Globalization;
using FailureFunctions.Classification;
using FailureFunctions.Smtp;

namespace FailureFunctions.Bench.Classify;

/// <summary>Reads the command line and does what it asks.</summary>
internal static class CommandLine
{
    /// <summary>The exit code when it could be done.</summary>
    public const int Done = 0;

    /// <summary>The exit code when the command line or the file is wrong.</summary>
    public const int Wrong = 2;

    private const string Usage = """
        Scores the classifier on labelled replies, explains what it makes of one, or measures how long it takes.

          dotnet run --project bench/Classify -- FILE.jsonl [--part all|tune|second|held-out] [--all-wrong]
          dotnet run --project bench/Classify -- FILE.jsonl --leave-one-out
          dotnet run --project bench/Classify -- --explain "550 5.7.1 …" [--state STATE] [--code CODE] [--extended N.N.N]
          dotnet run -c Release --project bench/Classify -- --time

        A row of FILE is a JSON object with code, extended, description, state, and the label: reason (or
        expected_reason), also_accept, expected_hard, suppression.
        """;

    /// <summary>Runs.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where the result goes.</param>
    /// <param name="errors">Where it is said what is wrong.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        try
        {
            var options = Options.Read(args);
            if (options.Explain is { } text)
                Explanation.Print(Explanation.Read(text, options.State, options.Code, options.Extended), output);
            else if (options.Time)
                Timing.Print(output);
            else if (options.File is { } file)
                PrintScore(file, options, output);
            else
                throw new FormatException($"Neither a file nor --explain is given.\n\n{Usage}");
            return Done;
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return Wrong;
        }
    }

    private static void PrintScore(string file, Options options, TextWriter output)
    {
        if (!File.Exists(file))
            throw new FormatException($"There is no file \"{file}\". Give the path of a .jsonl file of labelled rows.");
        var rows = LabelledFile.Read(File.ReadLines(file)).Where(row => options.Part is Part.All || Parts.Of(row.Id) == options.Part).ToList();
        if (rows.Count == 0)
            throw new FormatException($"\"{file}\" has no rows to score.");
        if (options.LeaveOneOut)
            LeaveOneOut.Print(rows, output);
        else
            new Report(output).Print(Score.Of(new ReplyClassifier(), rows), options.AllWrong);
    }

    private sealed record Options
    {
        public string? File { get; private set; }

        public string? Explain { get; private set; }

        public string? State { get; private set; }

        public ReplyCode? Code { get; private set; }

        public EnhancedStatusCode? Extended { get; private set; }

        public Part Part { get; private set; }

        public bool AllWrong { get; private set; }

        public bool LeaveOneOut { get; private set; }

        public bool Time { get; private set; }

        public static Options Read(IReadOnlyList<string> args)
        {
            var options = new Options();
            var rest = new Queue<string>(args);
            while (rest.TryDequeue(out var word))
                options.Take(word, rest);
            return options;
        }

        private void Take(string word, Queue<string> rest)
        {
            switch (word)
            {
                case "--explain":
                    Explain = Value(word, rest);
                    break;
                case "--state":
                    State = Value(word, rest);
                    break;
                case "--code":
                    Code = ReplyCode.TryParse(Value(word, rest), out var code)
                        ? code
                        : throw new FormatException($"--code takes three digits, {ReplyCode.Minimum.ToString(CultureInfo.InvariantCulture)} to {ReplyCode.Maximum.ToString(CultureInfo.InvariantCulture)}.");
                    break;
                case "--extended":
                    Extended = EnhancedStatusCode.TryParse(Value(word, rest), out var extended)
                        ? extended
                        : throw new FormatException("--extended takes a code such as 5.1.1.");
                    break;
                case "--part":
                    Part = Value(word, rest) switch
                    {
                        "all" => Part.All,
                        "tune" => Part.Tune,
                        "second" => Part.Second,
                        "held-out" => Part.HeldOut,
                        var other => throw new FormatException($"--part is all, tune, second or held-out, not \"{other}\"."),
                    };
                    break;
                case "--all-wrong":
                    AllWrong = true;
                    break;
                case "--leave-one-out":
                    LeaveOneOut = true;
                    break;
                case "--time":
                    Time = true;
                    break;
                case var option when option.StartsWith("--", StringComparison.Ordinal):
                    throw new FormatException($"{option} is no option.\n\n{Usage}");
                default:
                    File = File is null ? word : throw new FormatException($"Two files are given, \"{File}\" and \"{word}\"; one can be scored at a time.");
                    break;
            }
        }

        private static string Value(string option, Queue<string> rest) =>
            rest.TryDequeue(out var value) ? value : throw new FormatException($"{option} needs a value.");
    }
}
