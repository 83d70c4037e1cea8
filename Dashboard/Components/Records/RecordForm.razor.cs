using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;

namespace Concentric.Dashboard.Components.Records;

/// <summary>A record as a form shows it, with the version that was read.</summary>
public sealed record Loaded<TModel>(TModel Model, int Version);

/// <summary>What is being saved.</summary>
/// <param name="Id">The record; null for a new one.</param>
/// <param name="Version">The version that was read; 0 for a new one.</param>
/// <param name="RequestId">The same each time the form is sent, so that a new record is entered once.</param>
public sealed record FormTarget(long? Id, int Version, Guid RequestId)
{
    /// <summary>The record's id.</summary>
    /// <exception cref="InvalidOperationException">The record is new.</exception>
    public long RecordId => Id ?? throw new InvalidOperationException("The record is new.");
}

/// <inheritdoc cref="RecordForm{TModel}"/>
public sealed partial class RecordForm<TModel>
{
    private const string VersionName = "@version";
    private const string RequestName = "@request";
    private const string OriginalName = "@original";

    private readonly FormState state = new("field");
    private CurrentUser? caller;
    private TModel? model;
    private string? original;
    private string? sealedOriginal;
    private int version;
    private Guid requestId = Guid.NewGuid();
    private int generation;
    private bool isSending;
    private bool isMissing;
    private Conflict<TModel>? conflict;
    private UnsavedFiles? files;

    private string FormId => $"{Kind}-form";

    private string DraftKey => $"{caller?.UserId}/{Draft ?? Kind}/{Id?.ToString(CultureInfo.InvariantCulture) ?? "new"}";

    private string BackHref => Id is { } id ? RecordPaths.Of(Kind, id) ?? ListHref : ListHref;

    protected override async Task OnInitializedAsync()
    {
        caller = await Callers.GetAsync();
        if (Id is null)
        {
            model = await Begin(caller, Leaving);
            return;
        }

        // What is archived is corrected by nobody: it is taken back first.
        if (!await States.IsArchivedAsync(Kind, Id.Value, Leaving) && await Load!(caller, Id.Value, Leaving) is { } loaded)
        {
            (model, version) = (loaded.Model, loaded.Version);
            Keep(loaded.Model);
        }
        else isMissing = true;
    }

    private async Task SendAsync()
    {
        if (isSending || model is null || state.HoldsBack()) return;
        isSending = true;
        state.Clear();
        try
        {
            // Not ended by leaving, as no command is; but who has left is not led back.
            var saved = await Save(caller!, model, new(Id, version, requestId), CancellationToken.None);
            await Browser.ForgetDraftAsync(DraftKey);
            if (!HasLeft)
                Navigation.NavigateTo((RecordPaths.Of(Kind, saved.Id) ?? ListHref) + "?saved=" + (Id is null ? "new" : "changed"));
        }
        catch (RefusedException refusal)
        {
            state.Refuse(refusal.Violations);
        }
        catch (EditedMeanwhileException)
        {
            await CompareAsync();
        }
        catch (RecordNotFoundException)
        {
            isMissing = true;
        }
        finally
        {
            isSending = false;
        }
    }

    /// <summary>Somebody else was faster: both versions are shown, and nothing is written until one is chosen.</summary>
    private async Task CompareAsync()
    {
        if (await Load!(caller!, Id!.Value, Leaving) is not { } theirs)
        {
            isMissing = true;
            return;
        }

        var before = original is null ? null : Read(original);
        conflict = Conflict.Between(before, model!, theirs.Model, theirs.Version);
        // They changed other fields than I did: there is nothing to choose.
        if (!conflict.Contested.Any()) await ResolveAsync(conflict.Merge());
    }

    private async Task ResolveAsync(TModel merged)
    {
        version = conflict!.Version;
        Keep(conflict.Theirs);
        conflict = null;
        model = merged;
        generation++;
        await SendAgainAsync();
    }

    private Task SendAgainAsync()
    {
        isSending = false;
        return SendAsync();
    }

    private void TakeVersion(ChangeEventArgs change)
    {
        if (!int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var drafted) || drafted == version) return;
        version = drafted;
        // A draft of an earlier version: what was there then, the draft says itself.
        original = null;
    }

    /// <summary>Takes over what was read before a draft was typed, so that only what was typed counts as changed.</summary>
    private void TakeOriginal(ChangeEventArgs change)
    {
        try
        {
            original = Protector.Unprotect(change.Value as string ?? "");
        }
        catch (CryptographicException)
        {
            // Of a key that is gone. Then every difference is asked about.
        }
    }

    /// <summary>Remembers the form as it was read, for the draft too: sealed, because it may hold more than the fields show.</summary>
    private void Keep(TModel read)
    {
        original = Write(read);
        sealedOriginal = Protector.Protect(original);
    }

    private IDataProtector Protector => Protection.CreateProtector(DraftKey);

    private void TakeRequest(ChangeEventArgs change)
    {
        if (Guid.TryParse(change.Value as string, out var drafted)) requestId = drafted;
    }

    private static string Write(TModel form) => JsonSerializer.Serialize(form);

    private static TModel Read(string json) => JsonSerializer.Deserialize<TModel>(json)!;
}
