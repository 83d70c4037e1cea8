namespace Concentric.Jobs;

/// <summary>Whoever is told when a nightly job fails.</summary>
public interface IJobWatch
{
    /// <param name="isStoreDamaged">True when it failed because the store's file is damaged.</param>
    Task TellAsync(bool isStoreDamaged, CancellationToken cancellationToken);
}
