using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Evaluation;

/// <summary>Somebody else says that it is so.</summary>
public sealed record VerifyVolunteerTime(long Id, int Version) : RecordInput(Id, Version);

/// <summary>Verifies volunteers' time; it is entered and corrected as any record. Refuses by <see cref="RefusedException"/>.</summary>
public sealed class VolunteerTimeCommands(RecordWriter writer)
{
    public Task<Saved> VerifyAsync(CurrentUser caller, VerifyVolunteerTime input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<VolunteerTime>(caller, input, (_, time, by) =>
        {
            time.Verify(by);
            return Task.CompletedTask;
        }, cancellationToken);
}
