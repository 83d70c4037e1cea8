using Concentric.Data;
using Concentric.Kinds;
using Concentric.Rules;

namespace Concentric.PublishedFigures;

/// <summary>
/// Enters and corrects claims, for those who keep them (<see cref="CurrentUser.MayKeepFigures"/>). Refuses by
/// <see cref="RefusedException"/>; for others there is no such record (<see cref="RecordNotFoundException"/>).
/// </summary>
public sealed class PublishedFigureCommands(RecordWriter writer, FigureKeys keys)
{
    private static RecordKind<PublishedFigure> Kind => PublishedFigureRecords.Kind;

    /// <summary>Enters a claim.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    /// <exception cref="UnauthorizedAccessException">The caller may not keep claims.</exception>
    public Task<Saved> EnterAsync(
        CurrentUser caller, FieldValues<PublishedFigure> values, Guid? requestId, CancellationToken cancellationToken)
    {
        if (!caller.MayEnter<PublishedFigure>()) throw new UnauthorizedAccessException("The caller may not keep published figures.");
        return writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            return Kind.Make(keys.Clean(values, null, await FigureNames.ReadAsync(db, cancellationToken), check), by, check);
        }, cancellationToken);
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<PublishedFigure> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<PublishedFigure>(caller, input, async (db, figure, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, figure, cancellationToken);
            var names = await FigureNames.ReadAsync(db, cancellationToken);
            Kind.Correct(figure, keys.Clean(input.Values, figure, names, check), by, check);
        }, cancellationToken);
}
