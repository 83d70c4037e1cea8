using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concentric.Jobs;

/// <summary>
/// Something that is done once a day at an hour of the office, by one node. Where the program is off at that hour it is done when the
/// program runs again: <see cref="NightlyRuns"/> keeps in the store what was done last.
/// </summary>
/// <param name="Key">Names it in the store, and in the texts under <c>Job.</c></param>
/// <param name="At">From this time of the office's day on.</param>
/// <param name="RunAsync">Does it; may be called again for the same day, after a failure or when it was cut off.</param>
public sealed record NightlyJob(string Key, TimeOnly At, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>A nightly job failed; what went wrong is within.</summary>
public sealed class NightlyJobException(string job, Exception reason) : Exception($"The nightly job {job} failed.", reason);

/// <summary>How a job's last run went.</summary>
public enum NightlyOutcome { Running, Done, Failed }

/// <summary>What the store keeps of a job.</summary>
/// <param name="Day">The office's day for which it was run.</param>
/// <param name="At">When that run began, or ended (UTC).</param>
/// <param name="Attempts">Runs for that day so far.</param>
/// <param name="Problem">Why it failed, as the program says it; null when it did not.</param>
/// <param name="DoneAt">When it last succeeded, for whatever day (UTC).</param>
public sealed record NightlyState(DateOnly Day, NightlyOutcome Outcome, DateTime At, int Attempts, string? Problem, DateTime? DoneAt)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter<NightlyOutcome>() } };

    internal string Write() => JsonSerializer.Serialize(this, Json);

    /// <returns>Null when nothing, or nothing that can be read, was kept: then the job is due.</returns>
    internal static NightlyState? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<NightlyState>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
