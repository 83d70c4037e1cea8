using System.Globalization;
using Concentric.Time;

namespace Concentric.Tests.TestData;

/// <summary>
/// The clock of everything that a test starts: applications, processes, pages of a browser, the demo store. It shows
/// <see cref="Start"/> when it is made and runs on from there, so a suite passes or fails alike on every day.
/// What has its days written into it, as most tests of Core, stands still at <see cref="TestStore.Start"/> instead.
/// </summary>
public class TestClock : TimeProvider
{
    /// <summary>
    /// The variable that runs the suite as of another day: <c>2027-01-01</c>, or <c>2026-12-31T23:30</c> with a time in the office.
    /// </summary>
    public const string Variable = "DASHBOARD_TEST_DAY";

    /// <summary>A plain Tuesday: a working day in the middle of a month and of a quarter.</summary>
    private const string PlainDay = "2026-11-24";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Of a day that is given without a time.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(10);

    /// <summary>The office's wall clock when a clock is made.</summary>
    public static readonly DateTime Wall = Read(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? chosen : PlainDay);

    public TestClock()
        : this(AsOf(Wall) - System.GetUtcNow())
    {
    }

    /// <param name="ahead">How far it is ahead of the machine's.</param>
    public TestClock(TimeSpan ahead) => Ahead = ahead;

    /// <summary>The instant at which a clock starts.</summary>
    public static DateTimeOffset Start { get; } = AsOf(Wall);

    /// <summary>How far it is ahead of the machine's.</summary>
    public TimeSpan Ahead { get; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>What the variable says.</summary>
    /// <exception cref="FormatException">It is no day.</exception>
    public static DateTime Read(string text)
    {
        if (DateTime.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day + Morning;
        return DateTime.TryParseExact(text, $"{DayFormat}'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new FormatException(
                $"{Variable} is “{text}”; give a day as {PlainDay}, or a moment in the office as {PlainDay}T23:30.");
    }

    /// <summary>The instant of an office's wall clock.</summary>
    public static DateTimeOffset AsOf(DateTime wall) => new(TimeZoneInfo.ConvertTimeToUtc(wall, OfficeClock.FindZone("Asia/Shanghai")));
}
