namespace FailureFunctions.Tests.Recording.Protocol;

/// <summary>What may happen next: an operation goes on, in one way or another.</summary>
/// <param name="Actor">Whose operation; -1 for a late one.</param>
/// <param name="Index">Which of those that its participant waits for, or which of the late ones.</param>
/// <param name="Fault">What happens at it.</param>
/// <param name="IsFault">Whether that counts as a fault.</param>
internal readonly record struct Choice(int Actor, int Index, Fault Fault, bool IsFault)
{
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();

    // Whatever goes wrong with something that changes nothing, it is as if it had not been.
    private static readonly Fault[] FaultsOfReading = [Fault.None, Fault.Refused, Fault.EndedBefore];

    // Who has ended waits no longer, but what it asked for may still happen.
    private static readonly Fault[] EndsOfReading = [Fault.EndedBefore];
    private static readonly Fault[] Ends = [Fault.EndedBefore, Fault.EndedAfter, Fault.EndedLate];

    private static readonly Fault[] NoFault = [Fault.None];

    /// <summary>All that may happen in a state.</summary>
    public static List<Choice> In<T>(SimulatedWorld<T> world)
        where T : struct, IStores<T>
    {
        var choices = new List<Choice>();
        foreach (var course in world.Courses)
            for (var i = 0; i < course.Waiting.Count; i++)
                foreach (var fault in FaultsOf(course, course.Waiting[i], world.FaultsLeft))
                    choices.Add(new Choice(course.Participant.Actor, i, fault, !course.IsEnding && fault != Fault.None));
        for (var i = 0; i < world.Late.Count; i++)
            choices.Add(new Choice(-1, i, Fault.None, false));
        return choices;
    }

    private static Fault[] FaultsOf<T>(Course<T> course, SimulatedOperation<T> operation, int left) =>
        course.IsEnding ? (operation.IsReading ? EndsOfReading : Ends)
        : left == 0 ? NoFault
        : operation.IsReading ? FaultsOfReading : Faults;
}
