"""Probability (chapter 04): distributions, estimates, likelihood, information, losses, regression.

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

======================================  ============================================================
``DISTRIBUTIONS``                       those of the course that need no further setting, by name
``Distribution``                        density, samples, and what the likelihood needs
``bernoulli``                           one toss: 0 or 1
``binomial``                            the number of heads in n tosses
``categorical``                         one of k classes
``laplace``                             a double exponential: heavier tails than the bell curve
``normal``                              the bell curve
``poisson``                             counts of rare events
``uniform``                             every value between two ends alike
``Repeated``                            what `repeated_sampling` returns
``correlation``                         the correlations in a covariance matrix
``covariance_matrix``                   the matrix of two deviations and a correlation
``repeated_sampling``                   an estimate on many fresh samples
``sample_covariance``                   the covariance matrix of a sample
``sample_mean``                         the mean of a sample
``sample_variance``                     the variance of a sample, over n − 1 or n
``Fit``                                 what `fit` and `fit_logistic` return
``fisher_information``                  what n values tell about θ: the variance of the score
``fit``                                 the parameters under which the data are likeliest
``fit_logistic``                        the likeliest weights of logistic regression
``log_likelihood``                      the logarithm of the density of a whole sample
``negative_log_likelihood``             its negative mean, as an objective to minimise
``score``                               the slope of the log-likelihood
``standard_errors``                     how far an estimate strays from sample to sample
``log_sigmoid``                         ln σ(x), to the last digits
``log_softmax``                         ln softmax, without overflow, with digits also near 0
``sigmoid``                             a logit as a probability
``softmax``                             k logits as k probabilities
``cross_entropy``                       the mean surprise of one who believes q where p is true
``entropy``                             how uncertain an outcome is
``kl_divergence``                       what the belief q costs beyond the entropy of p
``absolute_error``                      Laplace noise: |prediction − target|
``absolute_error_gradient``             its gradient by the prediction
``binary_cross_entropy``                Bernoulli labels, from logits
``binary_cross_entropy_gradient``       its gradient by the logits
``categorical_cross_entropy``           labels of k classes, from logits
``categorical_cross_entropy_gradient``  its gradient by the logits
``l2_penalty``                          a normal prior on the weights
``l2_penalty_gradient``                 its gradient by the weights
``squared_error``                       normal noise: (prediction − target)²
``squared_error_gradient``              its gradient by the prediction
``Standardized``                        what `standardize` returns
``design_matrix``                       features as columns, after a column of ones
``least_squares``                       the weights of least squared error
``logistic_objective``                  the cross-entropy of logistic regression, as an objective
``mse_objective``                       the mean squared error of linear regression, as an objective
``standardize``                         features with mean 0 and deviation 1
``Separation``                          what `best_line` returns
``best_line``                           the line that puts most points on their side
``separating_direction``                weights that divide two classes, if there are any
======================================  ============================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
