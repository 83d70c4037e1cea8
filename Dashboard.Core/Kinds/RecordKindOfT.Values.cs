using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Kinds;

/// <summary>How what is said about a record is checked and taken.</summary>
public sealed partial class RecordKind<T>
{
    /// <summary>A new record of what is said.</summary>
    /// <exception cref="RefusedException">A field or a rule refuses it.</exception>
    /// <param name="included">The records referred to that rules look at, by key of the field.</param>
    public T Make(FieldValues<T> values, ActorStamp by, ValidationContext check, IReadOnlyDictionary<string, object?>? included = null)
    {
        var record = New();
        Take(record, Draft(record, values, isNew: true, by, check, included), isNew: true, by, check);
        return record;
    }

    /// <summary>Makes a record what is said; what is not spoken of stays.</summary>
    /// <returns>False when nothing was different.</returns>
    /// <exception cref="RefusedException">A field or a rule refuses it; then nothing is changed.</exception>
    /// <param name="included">The records referred to that rules look at, by key of the field; those that the record referred to before, it
    /// has itself.</param>
    public bool Correct(T record, FieldValues<T> values, ActorStamp by, ValidationContext check,
        IReadOnlyDictionary<string, object?>? included = null) =>
        Take(record, Draft(record, values, isNew: false, by, check, included), isNew: false, by, check);

    /// <summary>Why something is corrected, as the audit trail keeps it; null when it was not said.</summary>
    public string? ReasonOf(FieldValues<T> values) =>
        Fields.FirstOrDefault(field => field.IsReason) is { } reason ? PlainText.Clean((string?)values[reason], lines: true) : null;

    /// <summary>The records with what rules look at.</summary>
    internal IQueryable<T> WithIncluded(IQueryable<T> records) => WithParts(
        Fields.Where(field => field.IsIncluded).Aggregate(With(records), (rows, field) => rows.Include(field.Navigation!)),
        parts => parts.Needed);

    /// <summary>The records with their parts.</summary>
    internal IQueryable<T> WithParts(IQueryable<T> records, Func<FieldParts<T>, string> way)
    {
        List<string> ways = [.. Fields.Select(field => field.Parts).OfType<FieldParts<T>>().Select(way).Distinct()];
        var rows = ways.Aggregate(records, (all, one) => all.Include(one));
        return ways.Count > 1 ? rows.AsSplitQuery() : rows;
    }

    /// <summary>True when nothing forbids to change the record.</summary>
    public bool IsWritable(T record)
    {
        var check = new ValidationContext();
        WriteGuard?.Invoke(record, check);
        return check.IsClean;
    }

    /// <summary>Refuses to change a record that may not be changed.</summary>
    /// <exception cref="RefusedException">It may not be changed.</exception>
    public void CheckWritable(T record)
    {
        var check = new ValidationContext();
        WriteGuard?.Invoke(record, check);
        check.ThrowIfAny();
    }

    /// <summary>A copy of a record that holds what is said, after the rules. What is wrong is noted, and not in the copy.</summary>
    /// <param name="included">As in <see cref="Make"/>.</param>
    internal T Draft(
        T record, FieldValues<T> values, bool isNew, ActorStamp by, ValidationContext check,
        IReadOnlyDictionary<string, object?>? included = null)
    {
        var draft = record.Copy<T>();
        foreach (var field in Fields) field.Parts?.Separate(draft);
        // What is taken from the rest comes after it.
        var spoken = Fields.Where(field => field.IsEntered && (isNew || (!field.IsFixed && values.Has(field))));
        foreach (var field in spoken.OrderBy(field => field.HasFallback ? 1 : 0))
        {
            var told = values[field];
            // What was taken once may stay, whatever the rules say by now.
            if (!isNew && Equals(told, field.Read(record))) continue;
            if (field.Fallback is { } fallback && (told is null || (told is string text && PlainText.Clean(text) is null)))
                told = fallback(draft);
            var present = isNew ? null : field.Read(record);
            // Left out by a file, not by whoever was asked.
            if (field.IsAsked && !values.Has(field)) told ??= present ?? field.Otherwise;
            var value = field.Clean(told, present, check, by.Today);
            if (check.Has(field.Key)) continue;
            field.Write(draft, value);
            if (!field.IsIncluded || (!isNew && Equals(value, field.Read(record)))) continue;
            typeof(T).GetProperty(field.Navigation!)!.SetValue(draft, included?.GetValueOrDefault(field.Key));
        }

        if (isNew) Rules?.Invoke(draft, check, by);
        else if (Differences(record, draft).Count > 0) CheckCorrection(record, draft, values, by, check);
        return draft;
    }

    /// <summary>A record that stays as it is, is not judged again: rules may have changed since it was entered.</summary>
    private void CheckCorrection(T record, T draft, FieldValues<T> values, ActorStamp by, ValidationContext check)
    {
        if (Fields.FirstOrDefault(field => field.IsReason) is { } reason && reason.Clean(values[reason], null, check, by.Today) is null
            && NeedsReason?.Invoke(record, draft) == true)
            check.That(false, reason.Key, null, Rule.Required);
        WriteGuard?.Invoke(record, check);
        Rules?.Invoke(draft, check, by);
        CorrectionRules?.Invoke(draft, record, check, by);
    }

    /// <summary>The fields in which two say something else.</summary>
    internal IReadOnlyList<Field<T>> Differences(T record, T draft) =>
        [.. Fields.Where(field => field.Property is not null && !Equals(field.Read(record), field.Read(draft)))];

    /// <summary>Makes a record what its draft says.</summary>
    /// <returns>False when nothing was different.</returns>
    /// <exception cref="RefusedException">Something is wrong; then nothing is changed.</exception>
    internal bool Take(T record, T draft, bool isNew, ActorStamp by, ValidationContext check)
    {
        check.ThrowIfAny();
        var different = Differences(record, draft);
        if (!isNew && different.Count == 0) return false;
        if (OnSaving is not null)
        {
            OnSaving(draft, by);
            different = Differences(record, draft);
        }

        foreach (var field in different) field.Take(record, draft);
        return true;
    }
}
