"""Optimization (chapters 05 and 06): objectives, optimizers, when to stop, and what happened.

A name is imported when it is first asked for; ``__init__.pyi`` says where each one lives.

=====================================  =======================================================
``minimize``                           follow an optimizer, and say why it stopped
``Optimizer``                          the contract: init and update, a state of any shape
``gradient_descent``                   x − η ∇f(x)
``gradient_descent_with_line_search``  the same with Armijo's step lengths
``armijo_step``                        the step length that Armijo's rule accepts, for a batch
``backtracking``                       the same, checked, with the number of its tries if asked for
``OptimizeResult``                     what `minimize` returns: points, values, path, status
``Stop``                               the reasons why a run stops
``Diagnosis``                          what `diagnose` returns
``diagnose``                           one sentence that says how a run went
``largest_curvature``                  the largest eigenvalue of the Hessian at a point
``best_learning_rate``                 2 / (λ_min + λ_max)
``contraction_factor``                 how much of the error a step leaves
``steps_to``                           how many steps a tolerance needs
``chord_gap``                          how far the chord lies above the function
``jensen_gap``                         the mean of the values minus the value of the mean
``basins``                             which minimum each start reaches
``settled_at``                         whether points have arrived, and where
``CURVES``                             the objectives of one variable, by name
``LANDSCAPES``                         those of two variables
``TRAPS``                              those on which a rule fails
``Objective``                          a function with its exact gradient and Hessian
``absolute_value``                     |x|: a kink at its minimum
``beale``                              a flat valley with steep corners
``bumps``                              many minima
``double_well``                        two minima and a saddle
``exponential``                        eˣ: convex without a minimum
``flat_valley``                        max(|x| − 1, 0): a whole interval of minima
``himmelblau``                         four minima of equal depth
``mixed_partials``                     second derivatives that depend on their order
``monkey_saddle``                      a saddle with three ways down
``no_limit``                           partial derivatives without continuity
``parabola``                           x²
``peano``                              a minimum along every line, and yet none
``plateau``                            a minimum in a flat plain
``quadratic``                          ½ (x − c)ᵀ A (x − c) for a matrix or its eigenvalues
``quartic_bowl``                       x⁴ + y⁴
``quartic_dome``                       −x⁴ − y⁴
``quartic_saddle``                     x⁴ − y⁴
``rosenbrock``                         a long curved valley
``saddle``                             x² − y²: down in one direction, up in the other
``two_valleys``                        one variable, two minima of unequal depth
=====================================  =======================================================
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
