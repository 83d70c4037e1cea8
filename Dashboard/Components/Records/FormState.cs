using System.Globalization;
using Concentric.Rules;

namespace Concentric.Dashboard.Components.Records;

/// <summary>What is wrong with the fields of one form, shown beside each: cascades from the form to its fields.</summary>
/// <param name="prefix">Beginning of the fields' ids, so that several forms may stand on one page.</param>
public sealed class FormState(string prefix)
{
    private readonly Dictionary<string, Violation> unreadable = [];
    private readonly Dictionary<string, IReadOnlyList<Violation>> mended = [];
    private readonly Dictionary<string, string?> shown = [];
    private IReadOnlyList<Violation> refused = [];
    private List<(string Field, string Text)> told = [];

    /// <summary>Raised when there is something new to show.</summary>
    public event Action? Changed;

    public bool IsClean => refused.Count == 0 && unreadable.Count == 0 && told.Count == 0;

    /// <summary>True while a field holds what can't be read; the form is not sent then.</summary>
    public bool HasUnreadable => unreadable.Count > 0;

    /// <summary>How often the form was sent in vain: each time, whoever sent it is led to what is wrong.</summary>
    public int Refusals { get; private set; }

    /// <summary>True from a sending in vain until the next.</summary>
    public bool IsSentBack { get; private set; }

    /// <summary>For whoever sends the form: true when it may not go for what can't be read, which is then told as a refusal is.</summary>
    public bool HoldsBack()
    {
        if (HasUnreadable) SendBack();
        return HasUnreadable;
    }

    public string IdOf(string field) => $"{prefix}-{field}";

    /// <summary>A field is on the page: what concerns it need not be told at the top as well.</summary>
    /// <param name="label">Its name there; null for its own.</param>
    public void Show(string field, string? label = null) => shown[field] = label;

    /// <summary>A field has gone.</summary>
    public void Hide(string field)
    {
        shown.Remove(field);
        unreadable.Remove(field);
    }

    /// <summary>A command refused these.</summary>
    public void Refuse(IReadOnlyList<Violation> violations)
    {
        Forget();
        refused = violations;
        if (violations.Count > 0) SendBack();
        else Changed?.Invoke();
    }

    /// <summary>What judges fields by rules of its own refused these, each in a sentence.</summary>
    public void RefuseAs(IEnumerable<(string Field, string Text)> sentences)
    {
        Forget();
        told = [.. sentences];
        if (told.Count > 0) SendBack();
        else Changed?.Invoke();
    }

    /// <summary>The form is sent anew.</summary>
    public void Clear() => Refuse([]);

    /// <summary>A field holds what can't be read as what it should be; null when it can be read.</summary>
    public void SetUnreadable(string field, string? text, Rule rule)
    {
        if (text is null)
        {
            if (!unreadable.Remove(field, out var before)) return;
            mended[field] = [before];
        }
        else unreadable[field] = new(field, PlainText.Cut(text, Violation.MostValue), rule, []);
        Changed?.Invoke();
    }

    /// <summary>A field that was refused says something else now: whether that is right, the next sending tells.</summary>
    public void Mend(string field)
    {
        var known = refused.Where(violation => violation.Field == field).ToList();
        if (told.RemoveAll(one => one.Field == field) + known.Count == 0) return;
        refused = [.. refused.Except(known)];
        mended[field] = known;
        Changed?.Invoke();
    }

    /// <summary>Why a field was refused, each in a sentence with field, value and mend.</summary>
    public IEnumerable<string> Of(string field) => All.Where(violation => violation.Field == field).Select(Describe)
        .Concat(told.Where(one => one.Field == field).Select(one => one.Text));

    /// <summary>
    /// What was wrong until it was typed anew. Its place is kept until the form is sent: were it given up the moment a field is left,
    /// the button that was pressed to leave it would move away from under the pointer, and the press be lost.
    /// </summary>
    public IEnumerable<string> MendedIn(string field) =>
        mended.TryGetValue(field, out var known) && !unreadable.ContainsKey(field) ? known.Select(Describe) : [];

    /// <summary>The same for the whole form.</summary>
    public IEnumerable<string> Mended => mended.Values.SelectMany(known => known).Select(Describe);

    /// <summary>What concerns no field of the form.</summary>
    public IEnumerable<string> Others => All.Where(violation => !shown.ContainsKey(violation.Field)).Select(Describe)
        .Concat(told.Where(one => !shown.ContainsKey(one.Field)).Select(one => one.Text));

    /// <summary>Everything with the id of its field, or null, for the list at the top.</summary>
    public IEnumerable<(string? FieldId, string Text)> Listed =>
        All.Select(violation => (violation.Field, Describe(violation))).Concat(told)
            .Select(one => (shown.ContainsKey(one.Field) ? IdOf(one.Field) : null, one.Item2));

    private void Forget()
    {
        mended.Clear();
        refused = [];
        told = [];
        IsSentBack = false;
    }

    private void SendBack()
    {
        Refusals++;
        IsSentBack = true;
        Changed?.Invoke();
    }

    private IEnumerable<Violation> All => unreadable.Values.Concat(refused.Where(violation => !unreadable.ContainsKey(violation.Field)));

    private string Describe(Violation violation) =>
        violation.Describe(CultureInfo.CurrentUICulture, shown.GetValueOrDefault(violation.Field));
}
