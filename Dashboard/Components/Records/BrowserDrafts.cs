using Microsoft.JSInterop;

namespace Concentric.Dashboard.Components.Records;

/// <summary>The drafts that the browser keeps (drafts.js).</summary>
internal static class BrowserDrafts
{
    /// <summary>A browser that has lost its connection may never answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Forgets a draft whose words have been sent. Not ended by leaving the page, for the words would stand there the next time; a browser
    /// that has gone, or does not answer, keeps nobody waiting.
    /// </summary>
    /// <param name="draft">Null where none is kept.</param>
    /// <param name="patience">How long it waits for the browser; null for five seconds.</param>
    public static async Task ForgetDraftAsync(this IJSRuntime browser, string? draft, TimeSpan? patience = null)
    {
        if (draft is null) return;
        using var end = new CancellationTokenSource(patience ?? Patience);
        try
        {
            await browser.InvokeVoidAsync("concentricDrafts.clear", end.Token, draft);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // What was sent has been saved.
        }
    }
}
