using Concentric.Data;
using Microsoft.AspNetCore.Components;

namespace Concentric.Dashboard.Components.Shared;

/// <summary>
/// What all components derive from: when something that a person did fails for the store's sake (no room, a fault of the disk, too
/// busy), the page says so and stays as it is, with all that was typed. Without this the circuit would end, and the page with it.
/// </summary>
public abstract class GuardedComponent : ComponentBase, IHandleEvent
{
    // Of one event that passes through several components, the first tells of it: those between must learn that it failed.
    private static readonly AsyncLocal<bool> IsHandled = new();

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        try
        {
            await base.SetParametersAsync(parameters);
        }
        catch (Exception failure) when (Tell(failure))
        {
            // The page stands as far as it was read.
        }
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg)
    {
        var isFirst = !IsHandled.Value;
        IsHandled.Value = true;
        try
        {
            var handling = callback.InvokeAsync(arg);
            StateHasChanged();
            if (handling.IsCompletedSuccessfully) return;
            try
            {
                await handling;
            }
            catch when (handling.IsCanceled)
            {
                return;
            }

            StateHasChanged();
        }
        catch (Exception failure) when (isFirst && Tell(failure))
        {
            StateHasChanged();
        }
        finally
        {
            if (isFirst) IsHandled.Value = false;
        }
    }

    private bool Tell(Exception failure)
    {
        // A page that is only sent has nobody to tell later: the page for errors says it.
        if (!RendererInfo.IsInteractive) return false;
        if (StoreErrors.ProblemOf(failure) is not { } problem || Services.GetService<StoreAlerts>() is not { } alerts) return false;
        alerts.Show(problem, failure);
        return true;
    }
}

/// <summary>What the page at hand has to say of the store; one for each circuit.</summary>
public sealed partial class StoreAlerts(ILogger<StoreAlerts> logger)
{
    public event Action? Changed;

    public StoreProblem? Shown { get; private set; }

    public void Show(StoreProblem problem, Exception failure)
    {
        LogFailed(failure, problem);
        Shown = problem;
        Changed?.Invoke();
    }

    public void Dismiss()
    {
        Shown = null;
        Changed?.Invoke();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What somebody did on a page failed for the store's sake: {Problem}")]
    private partial void LogFailed(Exception failure, StoreProblem problem);
}
