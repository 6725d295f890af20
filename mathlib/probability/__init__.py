"""Probability (chapter 04): distributions, estimates, likelihood, information, losses, regression.

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

======================================  =========================================================
``DISTRIBUTIONS``                       the distributions of the course, by name
``Distribution``                        density, samples, and what the likelihood needs
``bernoulli``                           one toss
``binomial``                            the heads of n tosses
``categorical``                         one of k classes
``laplace``                             a double exponential
``normal``                              the bell curve
``poisson``                             counts of rare events
``uniform``                             all places alike
``Repeated``                            what `repeated_sampling` returns
``correlation``                         correlations of the columns of a covariance matrix
``covariance_matrix``                   the matrix of given deviations and correlation
``repeated_sampling``                   an estimate on many fresh samples
``sample_covariance``                   the covariance matrix of a sample
``sample_mean``                         the mean of a sample
``sample_variance``                     the variance of a sample, over n or n − 1
``Fit``                                 what `fit` returns
``fisher_information``                  the expected curvature of the log-likelihood
``fit``                                 the parameters under which the data are likeliest
``fit_logistic``                        the same for logistic regression
``log_likelihood``                      the logarithm of the density of the data
``negative_log_likelihood``             the same as an objective to minimise
``score``                               the slope of the log-likelihood
``standard_errors``                     how much an estimate varies
``log_sigmoid``                         ln σ(x), to the last digits
``log_softmax``                         ln softmax, without overflow
``sigmoid``                             a logit as a probability
``softmax``                             k logits as k probabilities
``cross_entropy``                       the mean surprise of one who believes q where p is true
``entropy``                             how uncertain an outcome is
``kl_divergence``                       what the belief q costs beyond the entropy of p
``absolute_error``                      Laplace: |prediction − target|
``absolute_error_gradient``             its gradient
``binary_cross_entropy``                Bernoulli, from logits
``binary_cross_entropy_gradient``       its gradient
``categorical_cross_entropy``           k classes, from logits
``categorical_cross_entropy_gradient``  its gradient
``l2_penalty``                          a normal prior on the weights
``l2_penalty_gradient``                 its gradient
``squared_error``                       normal: (prediction − target)²
``squared_error_gradient``              its gradient
``Standardized``                        what `standardize` returns
``design_matrix``                       features as columns, with a column of ones
``least_squares``                       the weights of the best fit
``logistic_objective``                  the cross-entropy of a logistic model, as an objective
``mse_objective``                       the mean squared error of a linear model, as an objective
``standardize``                         features with mean 0 and deviation 1
``Separation``                          what `best_line` returns
``best_line``                           the line that puts most points on their side
``separating_direction``                a direction that divides two classes, if there is one
======================================  =========================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
