using System.Reflection;
using Concentric.Kinds;

namespace Concentric.Activities;

/// <summary>How much of one kind came of an activity: kept in an output, which is a record beside the activity.</summary>
internal sealed class OutputParts(OutputKind kind) : FieldParts<Activity>
{
    private static readonly FieldInfo Held = HeldIn(nameof(Activity.Outputs));

    public override PropertyInfo Property { get; } = typeof(Activity).GetProperty(nameof(Activity.Outputs))!;

    internal override string Needed => nameof(Activity.Outputs);

    /// <summary>The output of a kind that counts: of an archived activity, the one that was archived with it.</summary>
    public static Output? Find(Activity activity, OutputKind kind) =>
        activity.Outputs.Find(output => output.Kind == kind && (output.ArchivedAt is null || output.ArchivedAt == activity.ArchivedAt));

    public override object? Read(Activity record) => Find(record, kind)?.AmountMilli;

    internal override void Write(Activity draft, object? value)
    {
        if (Find(draft, kind) is { } present) draft.Outputs.Remove(present);
        if (value is long milli) draft.Outputs.Add(new() { Kind = kind, AmountMilli = milli });
    }

    internal override void Separate(Activity draft) => Held.SetValue(draft, draft.Outputs.ToList());

    internal override void Take(Activity record, Activity draft)
    {
        var (present, said) = (Find(record, kind), Find(draft, kind));
        if (said is null && present is not null) record.Outputs.Remove(present);
        else if (said is not null && present is not null) present.AmountMilli = said.AmountMilli;
        else if (said is not null) record.Outputs.Add(said);
    }
}
