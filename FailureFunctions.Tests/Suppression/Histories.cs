using FailureFunctions.Classification;
using FailureFunctions.Suppression;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Suppression;

/// <summary>Everything that is known of a recipient, and the settings to judge it by.</summary>
internal sealed record History(IReadOnlyList<Evidence> Evidence, IReadOnlyList<Decision> Decisions, SuppressionOptions Settings, DateTimeOffset Now)
{
    public SuppressionPolicy Policy { get; } = new(Settings);

    public SuppressionState State => At(Now);

    public SuppressionState At(DateTimeOffset now) => Policy.Decide(Evidence, Decisions, now);

    public override string ToString() =>
        $"now {Known.DayOf(Now)}; " + string.Join(
            "; ",
            Evidence.Select(one => $"{Known.DayOf(one.OccurredAt)} {one.Weight} {one.Reason}")
                .Concat(Decisions.Select(decision => $"{Known.DayOf(decision.At)} {decision.Kind}"))
                .Append($"{Settings.Probation.TotalDays}/{Settings.RepeatWithin.TotalDays}/{Settings.DisabledFor.TotalDays}/{Settings.Strikes}/{Settings.StrikesSpan.TotalDays}/{Settings.StrikesGap.TotalDays}"));
}

/// <summary>Histories in which what can coincide often does: whole days and ends of rules, the same moments, few days.</summary>
internal static class Histories
{
    public static readonly Gen<DateTimeOffset> Moment =
        from day in Gen.Frequency((3, Gen.Choose(0, 40)), (2, Gen.Elements(0, 7, 14, 21, 30, 44, 90, 97, 180, 187, 360)), (1, Gen.Choose(0, 400)))
        from part in Gen.Frequency((3, Gen.Constant(0.0)), (1, Gen.Elements(0.25, 0.5, 0.9)))
        select Known.Day(day + part);

    private static readonly Gen<SuppressionOptions> Settings = Gen.Frequency(
        (4, Gen.Constant(new SuppressionOptions())),
        (1, Gen.Constant(new SuppressionOptions { Probation = TimeSpan.Zero })),
        (2, from probation in Gen.Elements(1, 7, 10)
            from repeat in Gen.Elements(20, 30, 200)
            from disabled in Gen.Elements(2, 10)
            from strikes in Gen.Elements(1, 2, 3, 5)
            from span in Gen.Elements(0, 5, 20, 40)
            from gap in Gen.Elements(7, 10)
            select new SuppressionOptions
            {
                Probation = TimeSpan.FromDays(probation),
                RepeatWithin = TimeSpan.FromDays(repeat),
                DisabledFor = TimeSpan.FromDays(disabled),
                Strikes = strikes,
                StrikesSpan = TimeSpan.FromDays(span),
                StrikesGap = TimeSpan.FromDays(gap),
            }));

    // A complaint is rare, since it hides everything else.
    public static readonly Gen<Evidence> One =
        from at in Moment
        from number in Gen.Choose(0, 1)
        from what in Gen.Frequency(
            (1, Gen.Constant(Known.Complaint(at, number))),
            (6, Gen.Constant(Known.Failure(at, Reason.MailboxUnknown, number: number))),
            (5, Gen.Constant(Known.Failure(at, Reason.MailboxDisabled, number: number))),
            (9, Gen.Elements(Reason.MailboxFull, Reason.DomainUnknown, Reason.Expired).Select(reason => Known.Failure(at, reason, number: number))),
            (2, Gen.Elements(true, false).Select(refused => Known.Failure(at, Reason.Unknown, refused: refused))),
            (1, Gen.Constant(Known.Failure(at, Reason.SpamContent))))
        select what;

    public static readonly Gen<Evidence[]> Some = Few(One, 12);

    public static readonly Gen<Evidence> Delivery = Moment.Select(at => Known.Delivery(at));

    public static readonly Gen<Decision> AnyDecision =
        from at in Moment
        from kind in Gen.Frequency(
            (4, Gen.Constant(DecisionKind.Release)),
            (1, Gen.Elements(DecisionKind.Add, DecisionKind.Import, DecisionKind.Protect, DecisionKind.Unprotect)))
        select Known.Decision(kind, at);

    public static readonly Gen<History> Any =
        from failures in Some
        from deliveries in Gen.Frequency((3, Gen.Constant(Array.Empty<Evidence>())), (2, Few(Delivery, 3)))
        let evidence = failures.Concat(deliveries).ToArray()
        from decisions in Gen.Frequency((2, Gen.Constant(Array.Empty<Decision>())), (3, Few(AnyDecision, 4)))
        from settings in Settings
        from now in Moment
        select new History(evidence, decisions, settings, now);

    public static Gen<T[]> Few<T>(Gen<T> one, int most) => Gen.Choose(0, most).SelectMany(count => Gen.ArrayOf(one, count));

    public static void Hold(Func<History, bool> property) => Hold(Any, property);

    public static void Hold<T>(Gen<T> any, Func<T, bool> property, int tests = 5_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20201214, 15), Prop.ForAll(any.ToArbitrary(), property));
}
