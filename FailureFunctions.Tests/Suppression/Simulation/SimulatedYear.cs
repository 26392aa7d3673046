namespace FailureFunctions.Tests.Suppression.Simulation;

/// <summary>
/// The year from April 2020: 200 domains, of which one is a large provider with 50,000 valid addresses that are mailed during
/// its outage. The windows are not those of Gmail's report to the minute; there were two, on these days.
/// </summary>
internal static class SimulatedYear
{
    public const string Provider = "gmail.com";
    public const int HitByOutage = 50_000;

    private const int OthersOfProvider = 4_000;
    private const int OtherDomains = 199;
    private const int AddressesPerDomain = 100;

    public static readonly DateTimeOffset Start = new(2020, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddDays(365);

    public static readonly (DateTimeOffset From, DateTimeOffset Until)[] Outage =
    [
        (new(2020, 12, 14, 19, 0, 0, TimeSpan.Zero), new(2020, 12, 14, 23, 0, 0, TimeSpan.Zero)),
        (new(2020, 12, 15, 20, 0, 0, TimeSpan.Zero), new(2020, 12, 16, 0, 0, 0, TimeSpan.Zero)),
    ];

    // Nothing is received for four days; then everything at once, in any order.
    private static readonly (DateTimeOffset From, DateTimeOffset Until) Backlog =
        (new(2020, 9, 10, 0, 0, 0, TimeSpan.Zero), new(2020, 9, 14, 0, 0, 0, TimeSpan.Zero));

    public static int Addresses => HitByOutage + OthersOfProvider + (OtherDomains * AddressesPerDomain);

    public static SimulatedAddress AddressOf(int index, Random random)
    {
        var isOfProvider = index < HitByOutage + OthersOfProvider;
        var fate = index < HitByOutage ? Fate.Valid : random.Next(100) switch
        {
            < 8 => Fate.Dead,
            // The provider says which addresses do not exist; others do not.
            _ when isOfProvider => Fate.Valid,
            < 12 => Fate.DeadWithoutVerdict,
            < 14 => Fate.Disabled,
            _ => Fate.Valid,
        };
        // Most come with the first import, of which many are dead already.
        var isImported = index < HitByOutage || random.Next(100) < 80;
        var joined = isImported ? Start : RandomDay(random);
        return new SimulatedAddress
        {
            Index = index,
            Domain = isOfProvider ? Provider : $"domain{(index - HitByOutage - OthersOfProvider) / AddressesPerDomain}.example",
            Fate = fate,
            JoinedAt = joined,
            TroubleAt = fate is Fate.Valid
                ? random.Next(100) < 3 ? RandomDay(random) : DateTimeOffset.MaxValue
                : random.Next(2) == 0 ? Start : RandomDay(random),
        };
    }

    /// <summary>When mail is sent to it, unless it is suppressed: once a week, now and then a burst, and for the holidays in the hours of the outage.</summary>
    public static List<DateTimeOffset> MailsOf(SimulatedAddress address, Random random)
    {
        List<DateTimeOffset> mails = [];
        var (weekday, hour) = (random.Next(7), random.Next(6, 18));
        for (var day = Start.AddDays(weekday); day < End; day = day.AddDays(7))
            mails.Add(day.AddHours(hour).AddSeconds(random.Next(3_600)));
        for (var burst = random.Next(3); burst > 0; burst--)
        {
            var at = RandomDay(random).AddHours(random.Next(24));
            mails.AddRange(Enumerable.Range(0, 5).Select(_ => at.AddSeconds(random.Next(3_600))));
        }
        if (address.Domain == Provider)
        {
            if (address.Index % 3 != 1)
                mails.Add(Within(Outage[0], random));
            if (address.Index % 3 != 0)
                mails.Add(Within(Outage[1], random));
        }
        mails.RemoveAll(mail => mail < address.JoinedAt || mail >= End);
        mails.Sort();
        return mails;
    }

    public static bool IsOutage(SimulatedAddress address, DateTimeOffset at) =>
        address.Domain == Provider && Outage.Any(window => at >= window.From && at < window.Until);

    /// <summary>When a failure is received: most at once, some up to a day late, all those of the outage up to a day late.</summary>
    public static DateTimeOffset ArrivalOf(DateTimeOffset failed, bool isOutage, Random random)
    {
        var arrival = failed.AddSeconds(isOutage || random.Next(10) == 0 ? random.Next(86_400) : random.Next(60));
        return arrival >= Backlog.From && arrival < Backlog.Until ? Backlog.Until.AddSeconds(random.Next(7_200)) : arrival;
    }

    // Not in the week before the outage: what is first mailed in it and dead cannot be told apart from its victims.
    private static DateTimeOffset RandomDay(Random random)
    {
        while (true)
        {
            var day = Start.AddDays(random.Next(365));
            if (day < Outage[0].From.AddDays(-8) || day > Outage[1].Until)
                return day;
        }
    }

    private static DateTimeOffset Within((DateTimeOffset From, DateTimeOffset Until) window, Random random) =>
        window.From.AddSeconds(random.Next((int)(window.Until - window.From).TotalSeconds));
}
