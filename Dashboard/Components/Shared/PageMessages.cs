using Concentric.Rules;
using static Concentric.Dashboard.Resources.UiTexts;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>What is said in a corner of the page once something is done, for a while; one for each circuit.</summary>
public sealed class PageMessages
{
    /// <summary>Bounded: of more at once the oldest goes.</summary>
    private const int Most = 3;

    private readonly List<PageMessage> shown = [];

    /// <summary>Raised with the message that has come.</summary>
    public event Action<PageMessage>? Added;

    public IReadOnlyList<PageMessage> Shown => shown;

    /// <summary>Says that something is done.</summary>
    /// <param name="text">What was done, as "Archived".</param>
    /// <param name="undo">Takes it back; null when it can't be.</param>
    /// <param name="about">
    /// Names what it is about, as <c>petition/12</c>: what was said of the same before gives way, for it is no longer so. Null for nothing
    /// that changes again.
    /// </param>
    public void Done(string text, Func<Task>? undo = null, string? about = null) => Add(new(text, Tone.Good, undo, about));

    /// <summary>Says that something was not done, and why.</summary>
    public void Warn(string text) => Add(new(text, Tone.Warn, null, null));

    public void Dismiss(PageMessage message) => shown.Remove(message);

    /// <summary>Takes back what a message tells of, and says whether it could be.</summary>
    public async Task UndoAsync(PageMessage message)
    {
        Dismiss(message);
        try
        {
            await message.Undo!();
            Done(L["Record.Undo.Done"], about: message.About);
        }
        catch (Exception refusal) when (refusal is RefusedException or EditedMeanwhileException or RecordNotFoundException)
        {
            Add(new(L["Record.Undo.Refused"], Tone.Warn, null, message.About));
        }
    }

    private void Add(PageMessage message)
    {
        if (message.About is not null) shown.RemoveAll(one => one.About == message.About);
        if (shown.Count == Most) shown.RemoveAt(0);
        shown.Add(message);
        Added?.Invoke(message);
    }
}

/// <summary>One message; not a record, for the same may be said twice.</summary>
/// <param name="text">What is said.</param>
/// <param name="tone">Good or a warning.</param>
/// <param name="undo">Takes back what it tells of; null when it can't be.</param>
/// <param name="about">Names what it is about.</param>
public sealed class PageMessage(string text, Tone tone, Func<Task>? undo, string? about)
{
    public string Text => text;

    public Tone Tone => tone;

    public Func<Task>? Undo => undo;

    public string? About => about;
}
